-- Rounds: dated asks that open and close by themselves, what each owner said, notices and links, digests, templates.

-- ── commons: about people, wherever they belong ───────────────────────────────

create table absence (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  from_on date not null,
  to_on date not null check (to_on >= from_on)
);
create index on absence (person_id);

-- What somebody is to hear. All that is due to one person on one day goes out as one letter; a cause is told once.
create table notice (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  cause text not null unique,
  partnership_id bigint references partnership,
  -- The request that a link in the letter is to open.
  request_id bigint,
  -- Who in the partnership answers questions about it.
  keeper_id bigint references person,
  heading text not null,
  words text not null,
  path text not null default '',
  -- An address that stops this kind of notice.
  stop text not null default '',
  made_at timestamptz not null,
  brought_at timestamptz,
  erase_by date not null
);
create index on notice (person_id) where brought_at is null;
create index on notice (partnership_id);
create index on notice (keeper_id);

-- Handed over: the mail server has, or may have, all of it; from then on it is not sent again.
alter table letter add reply_to bigint[] not null default '{}', add stop text not null default '', add handed_at timestamptz;
update letter set handed_at = sent_at;

-- A link answers some requests of one person without an account; only its hash is kept.
create table request_link (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index on request_link (person_id);

create table request_link_part (
  link_id bigint not null references request_link on delete cascade,
  request_id bigint not null,
  primary key (link_id, request_id)
);

-- Each device a link was opened on, and who said they were answering there.
create table link_use (
  id bigint generated always as identity primary key,
  link_id bigint not null references request_link on delete cascade,
  device_hash bytea not null unique,
  said_name text not null,
  first_used_at timestamptz not null
);
create index on link_use (link_id);

create table calendar_feed (
  person_id bigint primary key references person on delete cascade,
  key_hash bytea not null unique,
  made_at timestamptz not null
);

-- The columns in which a partner wants its items from every partnership.
create table template_column (
  organisation_id bigint not null references organisation,
  id bigint generated always as identity,
  position int not null,
  heading text not null,
  shows text not null,
  words text not null default '',
  primary key (organisation_id, id)
);

grant select, insert, update, delete on absence, notice, request_link, request_link_part, link_use, calendar_feed, template_column to thegither_app;

-- ── tenants ───────────────────────────────────────────────────────────────────

create table schedule (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  rhythm text not null check (rhythm in ('quarterly', 'half-yearly', 'board-dates')),
  board_dates date[] not null default '{}',
  -- Days from the end of the period to opening; with board dates, days from closing to the board.
  gap_days int not null,
  open_days int not null,
  remind_days int not null,
  deputy_days int not null,
  lead_days int not null,
  outcomes bigint[] not null default '{}',
  keeper_id bigint not null references person,
  begun_on date not null,
  ended_on date,
  primary key (partnership_id, id)
);
create index on schedule (keeper_id);
call app.wall('schedule');

create table round (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  title text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  state text not null check (state in ('planned', 'open', 'closed', 'accepted', 'cancelled')),
  schedule_id bigint,
  keeper_id bigint not null references person,
  -- The outcomes it covers; none means the whole plan.
  outcomes bigint[] not null default '{}',
  -- Days before closing on which owners are reminded, deputies told, and partner leads told.
  remind_days int not null,
  deputy_days int not null,
  lead_days int not null,
  announced_on date,
  reminded_on date,
  deputies_told_on date,
  leads_told_on date,
  warned_on date,
  opened_at timestamptz,
  closed_at timestamptz,
  accepted_at timestamptz,
  because text not null default '',
  primary key (partnership_id, id),
  foreign key (partnership_id, schedule_id) references schedule
);
create index on round (partnership_id, schedule_id);
create index on round (keeper_id);
create unique index round_of_schedule on round (partnership_id, schedule_id, starts_on);
call app.wall('round');

-- One owner's part of a round.
create table request (
  partnership_id bigint not null,
  id bigint generated always as identity,
  round_id bigint not null,
  person_id bigint not null references person,
  primary key (partnership_id, id),
  unique (partnership_id, round_id, person_id),
  foreign key (partnership_id, round_id) references round
);
create index on request (person_id);
call app.wall('request');

-- One thing that is asked about, and what was said: draft, submitted, returned, accepted.
create table request_item (
  partnership_id bigint not null,
  id bigint generated always as identity,
  round_id bigint not null,
  -- Null while nobody is there to answer.
  request_id bigint,
  action_id bigint,
  indicator_id bigint,
  -- The same thing asked by several partnerships carries the same mark, and is answered once.
  same_as text,
  -- The figure itself is asked for, not only what is behind it.
  asks_figure boolean not null default false,
  organisation_id bigint references organisation,
  deputy_id bigint references person,
  state text not null default 'waiting' check (state in ('waiting', 'draft', 'submitted', 'returned', 'accepted')),
  status text check (status in ('not-started', 'red', 'amber', 'green', 'complete')),
  direction text check (direction in ('better', 'steady', 'worse')),
  confidence text check (confidence in ('high', 'medium', 'low')),
  words text not null default '',
  needs text not null default '',
  figure double precision,
  figure_period text,
  reached bigint[] not null default '{}',
  unchanged boolean not null default false,
  -- Goes up with every saving, so that nobody saves over words they have not seen.
  version int not null default 0,
  saved_at timestamptz,
  saved_by bigint references person,
  link_use_id bigint references link_use on delete set null,
  submitted_at timestamptz,
  returned_at timestamptz,
  returned_note text not null default '',
  returned_by bigint references person,
  accepted_at timestamptz,
  primary key (partnership_id, id),
  check (num_nonnulls(action_id, indicator_id) = 1),
  unique (partnership_id, round_id, action_id),
  unique (partnership_id, round_id, indicator_id),
  foreign key (partnership_id, round_id) references round,
  foreign key (partnership_id, request_id) references request,
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, indicator_id) references indicator
);
create index on request_item (partnership_id, request_id);
create index on request_item (partnership_id, action_id, accepted_at);
create index on request_item (partnership_id, indicator_id, accepted_at);
create index on request_item (same_as) where same_as is not null;
create index on request_item (deputy_id);
create index on request_item (organisation_id);
create index on request_item (saved_by);
create index on request_item (returned_by);
create index on request_item (link_use_id);
call app.wall('request_item');

-- What is still asked: what was sent stands; of the rest not what was stopped, left or retired since it was asked.
create view asked_item with (security_invoker = true) as
  select i.* from request_item i
  left join action a on (a.partnership_id, a.id) = (i.partnership_id, i.action_id)
  left join indicator n on (n.partnership_id, n.id) = (i.partnership_id, i.indicator_id)
  where i.state in ('submitted', 'accepted')
    or (a.stopped_on is null and a.adopted_on is not null and (a.consent is null or a.consent = 'given'))
    or (n.id is not null and n.retired_on is null);
grant select on asked_item to thegither_app;

-- Somebody who wants to hear now and then what moves about an outcome or in a place.
create table follow (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  person_id bigint not null references person on delete cascade,
  outcome_id bigint,
  place_code text references place,
  rhythm text not null check (rhythm in ('weekly', 'monthly')),
  -- Confirms and stops it; it opens nothing else.
  key text not null unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  told_on date,
  ended_at timestamptz,
  primary key (partnership_id, id),
  check (num_nonnulls(outcome_id, place_code) = 1),
  foreign key (partnership_id, outcome_id) references outcome
);
create index on follow (person_id);
create index on follow (partnership_id, outcome_id);
create index on follow (place_code);
create unique index follow_once on follow (partnership_id, person_id, coalesce(outcome_id::text, place_code)) where ended_at is null;
call app.wall('follow');

-- What the clock has to do on a day, over all partnerships: numbers only.
create function app.rounds_due(today date) returns table (partnership bigint, verb text, subject bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select partnership_id, 'rounds.announce', id from round where state = 'planned' and announced_on is null and opens_on > today and opens_on - 1 <= today
  union all select partnership_id, 'rounds.open', id from round where state = 'planned' and opens_on <= today
  union all select partnership_id, 'rounds.remind', id from round where state = 'open' and reminded_on is null and closes_on >= today and closes_on - remind_days <= today
  union all select partnership_id, 'rounds.tell-deputies', id from round where state = 'open' and deputies_told_on is null and closes_on >= today and closes_on - deputy_days <= today
  union all select partnership_id, 'rounds.tell-leads', id from round where state = 'open' and leads_told_on is null and closes_on >= today and closes_on - lead_days <= today
  union all select partnership_id, 'rounds.warn', id from round where state = 'open' and warned_on is null and closes_on >= today and closes_on - 1 <= today
  union all select partnership_id, 'rounds.close', id from round where state = 'open' and closes_on < today
  union all select s.partnership_id, 'rounds.plan-next', s.id from schedule s where s.ended_on is null
    and not exists (select 1 from round r where (r.partnership_id, r.schedule_id) = (s.partnership_id, s.id) and (r.state = 'planned' or r.opens_on > today))
    and (s.rhythm <> 'board-dates' or exists (select 1 from unnest(s.board_dates) board where board - s.gap_days > today + 1
      and not exists (select 1 from round r where r.partnership_id = s.partnership_id and r.closes_on >= board - s.gap_days
        and (r.schedule_id = s.id or (r.state <> 'cancelled' and r.outcomes @> s.outcomes and r.outcomes <@ s.outcomes)))))
  union all select partnership_id, 'rounds.digest', id from follow where ended_at is null and confirmed_at is not null
    and (told_on is null or told_on < case rhythm when 'weekly' then date_trunc('week', today)::date else date_trunc('month', today)::date end)
$$;
revoke all on function app.rounds_due from public;
grant execute on function app.rounds_due to thegither_app;

-- How many letters to this person still wait for a yes, over all partnerships; each counts for a week.
create function app.follows_waiting(person bigint, moment timestamptz) returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from follow where person_id = person and confirmed_at is null and ended_at is null and asked_at > moment - interval '7 days'
$$;

-- Who follows nothing any more, and is known for nothing else, is erased on this day.
create function app.after_following(person bigint, day date) returns void language sql security definer set search_path = public, pg_temp as $$
  update person p set erase_by = least(p.erase_by, day) where p.id = person and not p.administrator
    and not exists (select 1 from membership m where m.person_id = p.id)
    and not exists (select 1 from follow f where f.person_id = p.id and f.confirmed_at is not null and f.ended_at is null)
$$;

-- Forgets follows that were never confirmed or ended a while ago, and people who were known for nothing else.
create function app.keep_follows(moment timestamptz, today date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint[];
begin
  delete from follow where (confirmed_at is null and asked_at <= moment - interval '7 days') or ended_at <= moment - interval '30 days';
  -- Whoever was given a part meanwhile is known for that.
  update person p set erase_by = null where erase_by is not null and (administrator or exists (select 1 from membership m where m.person_id = p.id));
  with erased as (
    update person set name = 'Someone who has left', email = null, persona = null, erase_by = null, erased_at = moment
    where erase_by <= today and erased_at is null returning id)
  select array_agg(id) into gone from erased;
  delete from identity where person_id = any(gone);
  delete from sign_in_link where person_id = any(gone);
  delete from session where person_id = any(gone);
  delete from api_token where person_id = any(gone);
  delete from letter where person_id = any(gone);
end $$;
revoke all on function app.follows_waiting, app.after_following, app.keep_follows from public;
grant execute on function app.follows_waiting, app.after_following, app.keep_follows to thegither_app;

-- Who is erased is forgotten here too.
create function app.forget_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update membership set ended_on = now()::date where person_id = new.id and ended_on is null;
  delete from absence where person_id = new.id;
  delete from notice where person_id = new.id;
  delete from request_link where person_id = new.id;
  delete from calendar_feed where person_id = new.id;
  delete from follow where person_id = new.id;
  return new;
end $$;
create trigger forget after update of erased_at on person for each row when (old.erased_at is null and new.erased_at is not null) execute function app.forget_person();
