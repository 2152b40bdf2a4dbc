-- Landscape: groups and seats as they were on any day, overlap, scenarios, the gate, the register of plans, cycles,
-- and how the areas of bodies meet. What is dated stands from `since` until the day before `until`.

-- ── commons ───────────────────────────────────────────────────────────────────

-- A body that exists once and that several partnerships may have a group for (a joint board, a health and care
-- partnership). It keeps its own governance; each partnership says what it reports there.
create table joint_body (
  id bigint generated always as identity primary key,
  name text not null,
  legal_basis text not null default '',
  own_governance text not null default '',
  address text not null default '',
  registered_on date not null
);
create unique index on joint_body (lower(name));
grant select, insert, update on joint_body to thegither_app;

-- Mid-year estimates, one for a place and year.
create table place_population (
  place_code text not null references place,
  year int not null,
  persons int not null check (persons >= 0),
  primary key (place_code, year)
);
grant select, insert, update, delete on place_population to thegither_app;

-- How the areas of two kinds meet, worked out by a lookup or from boundaries. Both directions stand here.
-- `persons`, `km2` and `zones` (small areas) are what the two areas have in common; the shares are of the first one's.
create table area_overlap (
  by text not null check (by in ('lookup', 'boundaries')),
  kind text not null,
  other_kind text not null,
  place_code text not null references place,
  other_code text not null references place,
  persons double precision,
  km2 double precision,
  zones int,
  persons_share double precision,
  km2_share double precision,
  zones_share double precision,
  primary key (by, kind, other_kind, place_code, other_code)
);
create index on area_overlap (place_code);
create index on area_overlap (other_code);

-- When a pair of kinds was worked out, from which year's people, and what had to be left out.
create table area_comparison (
  by text not null check (by in ('lookup', 'boundaries')),
  kind text not null,
  other_kind text not null,
  year int,
  left_out jsonb not null default '[]',
  computed_at timestamptz not null,
  primary key (by, kind, other_kind)
);
grant select, insert, update, delete on area_overlap, area_comparison to thegither_app;

-- ── the structure ─────────────────────────────────────────────────────────────

-- One row a partnership: its settings here, and whether what was worked out is still true.
create table landscape (
  partnership_id bigint not null references partnership,
  -- What each person spends on getting ready for one meeting.
  preparation_hours double precision not null default 1 check (preparation_hours between 0 and 40),
  -- Pounds an hour; null while nobody has said.
  hour_cost double precision check (hour_cost > 0),
  -- Strangers see the structure from this day.
  published_on date,
  changed_at timestamptz not null default now(),
  computed_at timestamptz,
  primary key (partnership_id)
);
call app.wall('landscape');

create table partnership_group (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  since date not null,
  until date check (until >= since),
  ended_because text not null default '',
  into_group_id bigint,
  joint_body_id bigint references joint_body,
  -- Of a linked joint body: what it reports here.
  reports text not null default '',
  primary key (partnership_id, id),
  foreign key (partnership_id, into_group_id) references partnership_group
);
create index on partnership_group (partnership_id, into_group_id);
create index on partnership_group (joint_body_id);
create unique index on partnership_group (partnership_id, joint_body_id) where until is null;
call app.wall('partnership_group');

-- What is said of a group, with the days it was true.
create table group_text (
  partnership_id bigint not null,
  group_id bigint not null,
  since date not null,
  until date,
  name text not null,
  kind text not null check (kind in ('board', 'executive', 'thematic', 'locality', 'working-group', 'network', 'joint-body')),
  remit text not null default '',
  legal_basis text not null default '',
  secretariat text not null default '',
  meetings_a_year double precision check (meetings_a_year between 0 and 366),
  meeting_minutes int check (meeting_minutes between 1 and 1440),
  last_met_on date,
  review_on date,
  primary key (partnership_id, group_id, since),
  foreign key (partnership_id, group_id) references partnership_group
);
create unique index group_name_once on group_text (partnership_id, lower(name)) where until is null;
call app.wall('group_text');

create table group_link (
  partnership_id bigint not null,
  id bigint generated always as identity,
  group_id bigint not null,
  other_group_id bigint not null check (other_group_id <> group_id),
  kind text not null check (kind in ('part-of', 'reports-to', 'coordinates-with', 'informs')),
  since date not null,
  until date,
  primary key (partnership_id, id),
  foreign key (partnership_id, group_id) references partnership_group,
  foreign key (partnership_id, other_group_id) references partnership_group
);
create unique index on group_link (partnership_id, group_id, other_group_id, kind) where until is null;
create index on group_link (partnership_id, group_id);
create index on group_link (partnership_id, other_group_id);
call app.wall('group_link');

-- What a group is for: an outcome, a theme or a place.
create table group_remit (
  partnership_id bigint not null,
  id bigint generated always as identity,
  group_id bigint not null,
  outcome_id bigint,
  theme_id bigint,
  place_code text references place,
  since date not null,
  until date,
  primary key (partnership_id, id),
  check (num_nonnulls(outcome_id, theme_id, place_code) = 1),
  foreign key (partnership_id, group_id) references partnership_group,
  foreign key (partnership_id, outcome_id) references outcome,
  foreign key (partnership_id, theme_id) references theme
);
create unique index group_remit_once on group_remit (partnership_id, group_id, coalesce(outcome_id, 0), coalesce(theme_id, 0), coalesce(place_code, '')) where until is null;
create index on group_remit (partnership_id, group_id);
create index on group_remit (partnership_id, outcome_id);
create index on group_remit (partnership_id, theme_id);
create index on group_remit (place_code);
call app.wall('group_remit');

-- A place in a group: for an organisation, or for people who are spoken for directly.
create table seat (
  partnership_id bigint not null,
  id bigint generated always as identity,
  group_id bigint not null,
  organisation_id bigint references organisation,
  constituency text not null default '',
  -- The post that the seat goes with: Director of Public Health.
  post text not null default '',
  office text not null default 'member' check (office in ('chair', 'vice-chair', 'member', 'in-attendance')),
  -- Held by an elected councillor.
  elected boolean not null default false,
  filled_by text not null default 'unknown' check (filled_by in ('nominated', 'elected', 'open-call', 'ex-officio', 'invited', 'unknown')),
  voting boolean not null default true,
  since date not null,
  until date,
  primary key (partnership_id, id),
  check ((organisation_id is null) <> (constituency = '')),
  foreign key (partnership_id, group_id) references partnership_group
);
create index on seat (partnership_id, group_id);
create index on seat (organisation_id);
call app.wall('seat');

-- Who holds a seat, or stands in; a seat with nobody in it is vacant. Without a person: held, but nobody has said by whom.
create table sitting (
  partnership_id bigint not null,
  id bigint generated always as identity,
  seat_id bigint not null,
  part text not null check (part in ('holder', 'substitute')),
  person_id bigint references person,
  since date not null,
  until date,
  primary key (partnership_id, id),
  foreign key (partnership_id, seat_id) references seat
);
create unique index on sitting (partnership_id, seat_id, part) where until is null;
create index on sitting (partnership_id, seat_id);
create index on sitting (person_id);
call app.wall('sitting');

-- A change of the structure that was made on one day for one reason.
create table scenario (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  name text not null,
  why text not null,
  stage text not null default 'draft' check (stage in ('draft', 'shared', 'adopted', 'dropped')),
  made_on date not null,
  shared_on date,
  settled_on date,
  settled_because text not null default '',
  primary key (partnership_id, id)
);
call app.wall('scenario');

create table scenario_step (
  partnership_id bigint not null,
  id bigint generated always as identity,
  scenario_id bigint not null,
  kind text not null check (kind in ('merge', 'retire', 'move-remit', 'change-meetings')),
  group_id bigint not null,
  into_group_id bigint,
  -- Of a merger: what the group is called from then on; blank keeps the name it has.
  name text not null default '',
  outcome_id bigint,
  theme_id bigint,
  place_code text references place,
  meetings_a_year double precision,
  meeting_minutes int,
  primary key (partnership_id, id),
  foreign key (partnership_id, scenario_id) references scenario,
  foreign key (partnership_id, group_id) references partnership_group,
  foreign key (partnership_id, into_group_id) references partnership_group,
  foreign key (partnership_id, outcome_id) references outcome,
  foreign key (partnership_id, theme_id) references theme
);
create index on scenario_step (partnership_id, scenario_id);
create index on scenario_step (partnership_id, group_id);
create index on scenario_step (partnership_id, into_group_id);
create index on scenario_step (partnership_id, outcome_id);
create index on scenario_step (partnership_id, theme_id);
create index on scenario_step (place_code);
call app.wall('scenario_step');

create table restructuring (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  on_day date not null,
  name text not null,
  reason text not null,
  scenario_id bigint,
  primary key (partnership_id, id),
  foreign key (partnership_id, scenario_id) references scenario
);
create unique index on restructuring (partnership_id, scenario_id);
call app.wall('restructuring');

-- ── importing ─────────────────────────────────────────────────────────────────

-- What an organisation is called in people's own files.
create table organisation_spelling (
  partnership_id bigint not null references partnership,
  spelling text not null,
  organisation_id bigint not null references organisation,
  primary key (partnership_id, spelling)
);
create index on organisation_spelling (organisation_id);
call app.wall('organisation_spelling');

-- A workbook of groups on its way in. Its bytes are gone when it is in, at the latest on erase_by.
create table group_import (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  person_id bigint references person,
  name text not null,
  -- The list that was found in it, as compressed JSON.
  bytes bytea,
  -- What each heading means, where somebody said otherwise than was suggested: `{"Org": "organisation"}`.
  headings jsonb not null default '{}',
  -- Who each doubtful name is, by its plain form: an organisation's number, or `new`, or `nobody`.
  organisations jsonb not null default '{}',
  stage text not null default 'looked-at' check (stage in ('looked-at', 'running', 'done', 'dropped')),
  -- Seats to bring in, and how many of them were.
  rows int not null default 0,
  done int not null default 0,
  counts jsonb not null default '{}',
  left_out jsonb not null default '[]',
  at timestamptz not null,
  erase_by date not null,
  primary key (partnership_id, id)
);
create index on group_import (person_id);
call app.wall('group_import');

-- ── what was worked out ───────────────────────────────────────────────────────

create table group_measure (
  partnership_id bigint not null,
  group_id bigint not null,
  seats int not null,
  vacant int not null,
  -- People at a meeting: seats that are held.
  people int not null,
  organisations int not null,
  -- Direct seats of communities, and seats of community and third sector bodies.
  voices int not null,
  hours double precision,
  primary key (partnership_id, group_id),
  foreign key (partnership_id, group_id) references partnership_group
);
call app.wall('group_measure');

create table organisation_measure (
  partnership_id bigint not null references partnership,
  organisation_id bigint not null references organisation,
  groups int not null,
  seats int not null,
  hours double precision not null,
  primary key (partnership_id, organisation_id)
);
create index on organisation_measure (organisation_id);
call app.wall('organisation_measure');

create table person_measure (
  partnership_id bigint not null references partnership,
  person_id bigint not null references person,
  groups int not null,
  hours double precision not null,
  primary key (partnership_id, person_id)
);
create index on person_measure (person_id);
call app.wall('person_measure');

-- What two groups have in common; each share is Jaccard's (in both / in either), null where one of them has none.
-- It is worked out as a whole from the groups that stand, which are never deleted, so it needs no foreign keys: sixty
-- groups make 1,770 rows, and checking the groups of each would take most of the time.
create table overlap (
  partnership_id bigint not null,
  group_id bigint not null,
  other_group_id bigint not null check (other_group_id > group_id),
  organisations int not null,
  organisations_share double precision,
  people int not null,
  people_share double precision,
  outcomes int not null,
  outcomes_share double precision,
  places int not null,
  places_share double precision,
  words_share double precision,
  score double precision not null,
  primary key (partnership_id, group_id, other_group_id)
);
call app.wall('overlap');

create table merge_candidate (
  partnership_id bigint not null,
  group_id bigint not null,
  into_group_id bigint not null,
  score double precision not null,
  -- A year; null where nobody has said how often or how long they meet. Below nought: it would cost more.
  saves_meetings double precision,
  saves_hours double precision,
  -- What would no longer be there: `[{"kind": "seat", "words": "…"}]`.
  loses jsonb not null default '[]',
  -- Whose voices come along, in sentences.
  keeps jsonb not null default '[]',
  primary key (partnership_id, group_id, into_group_id),
  foreign key (partnership_id, group_id) references partnership_group,
  foreign key (partnership_id, into_group_id) references partnership_group
);
create index on merge_candidate (partnership_id, into_group_id);
call app.wall('merge_candidate');

-- ── the gate: new groups, and new national initiatives ────────────────────────

create table proposal (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  kind text not null check (kind in ('group', 'partnership', 'national-initiative')),
  name text not null,
  purpose text not null,
  -- Who asks for it, where that is somebody outside.
  asked_by text not null default '',
  made_on date not null,
  stage text not null default 'open' check (stage in ('open', 'taken-on', 'set-up', 'turned-down')),
  settled_on date,
  because text not null default '',
  -- The group that takes it on, or that was set up for it.
  group_id bigint,
  sponsor_organisation_id bigint references organisation,
  review_on date,
  -- Of a national initiative: who adapts to whom, and what of ours it repeats.
  adapts text check (adapts in ('they', 'we', 'both')),
  adapts_words text not null default '',
  repeats text not null default '',
  -- The existing groups that were shown on the day it was settled: `[{"group": 3, "score": 0.6, "because": ["…"]}]`.
  shown jsonb not null default '[]',
  primary key (partnership_id, id),
  foreign key (partnership_id, group_id) references partnership_group
);
create index on proposal (partnership_id, group_id);
create index on proposal (sponsor_organisation_id);
call app.wall('proposal');

create table proposal_remit (
  partnership_id bigint not null,
  id bigint generated always as identity,
  proposal_id bigint not null,
  outcome_id bigint,
  theme_id bigint,
  place_code text references place,
  organisation_id bigint references organisation,
  primary key (partnership_id, id),
  check (num_nonnulls(outcome_id, theme_id, place_code, organisation_id) = 1),
  foreign key (partnership_id, proposal_id) references proposal,
  foreign key (partnership_id, outcome_id) references outcome,
  foreign key (partnership_id, theme_id) references theme
);
create index on proposal_remit (partnership_id, proposal_id);
create index on proposal_remit (partnership_id, outcome_id);
create index on proposal_remit (partnership_id, theme_id);
create index on proposal_remit (place_code);
create index on proposal_remit (organisation_id);
call app.wall('proposal_remit');

-- ── the register of plans, and cycles ─────────────────────────────────────────

-- A duty to have a plan or a report.
create table requirement (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  -- Of the starter list, so that it comes in once.
  code text,
  name text not null,
  demanded_by text not null,
  legal_basis text not null default '',
  source text not null default '',
  -- Kinds of organisation; `partnership` for the partnership as a whole.
  of_kinds text[] not null default '{}',
  every_months int check (every_months between 1 and 240),
  contains text[] not null default '{}',
  -- The bodies it falls on owe it together: one plan is enough for all of them.
  joint boolean not null default false,
  dropped_on date,
  primary key (partnership_id, id),
  unique (partnership_id, code)
);
create unique index requirement_name_once on requirement (partnership_id, lower(name)) where dropped_on is null;
call app.wall('requirement');

create table registered_plan (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  -- Null: the partnership's own.
  organisation_id bigint references organisation,
  -- The plan in this system that it is.
  plan_id bigint,
  name text not null,
  kind text not null check (kind in ('community-plan', 'locality-plan', 'strategy', 'service-plan', 'improvement-plan', 'report', 'other')),
  from_on date,
  to_on date check (to_on >= from_on),
  state text not null check (state in ('being-written', 'in-force', 'out-of-date', 'ended')),
  -- Estimates that people enter.
  pages int check (pages between 1 and 10000),
  hours double precision check (hours between 0 and 100000),
  reports_a_year double precision check (reports_a_year between 0 and 366),
  report_hours double precision check (report_hours between 0 and 10000),
  contains text[] not null default '{}',
  address text not null default '',
  removed_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, plan_id) references plan
);
create index on registered_plan (organisation_id);
create index on registered_plan (partnership_id, plan_id);
call app.wall('registered_plan');

create table registered_plan_outcome (
  partnership_id bigint not null,
  registered_plan_id bigint not null,
  outcome_id bigint not null,
  primary key (partnership_id, registered_plan_id, outcome_id),
  foreign key (partnership_id, registered_plan_id) references registered_plan,
  foreign key (partnership_id, outcome_id) references outcome
);
create index on registered_plan_outcome (partnership_id, outcome_id);
call app.wall('registered_plan_outcome');

create table registered_plan_requirement (
  partnership_id bigint not null,
  registered_plan_id bigint not null,
  requirement_id bigint not null,
  primary key (partnership_id, registered_plan_id, requirement_id),
  foreign key (partnership_id, registered_plan_id) references registered_plan,
  foreign key (partnership_id, requirement_id) references requirement
);
create index on registered_plan_requirement (partnership_id, requirement_id);
call app.wall('registered_plan_requirement');

-- A date that comes back: when a body plans, sets its budget, needs others' budgets, reports, or its board meets.
create table cycle (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  -- Null: the partnership's own.
  organisation_id bigint references organisation,
  registered_plan_id bigint,
  kind text not null check (kind in ('planning', 'budget-set', 'budget-needed', 'reporting', 'board')),
  name text not null,
  first_on date not null,
  -- Null: once.
  every_months int check (every_months between 1 and 240),
  ended_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, registered_plan_id) references registered_plan
);
create index on cycle (organisation_id);
create unique index cycle_once on cycle (partnership_id, coalesce(organisation_id, 0), kind, lower(name), first_on) where ended_on is null;
create index on cycle (partnership_id, registered_plan_id);
call app.wall('cycle');

-- ── looks across partnerships ─────────────────────────────────────────────────

-- Partnerships whose structure changed since it was worked out. Nothing is dated ahead, so days alone change nothing.
create function app.landscapes_due() returns setof bigint language sql stable security definer set search_path = public, pg_temp as $$
  select partnership_id from landscape where computed_at is null or computed_at < changed_at order by 1
$$;

-- Workbooks that are being brought in.
create function app.group_imports_due() returns table (partnership bigint, import bigint, done int) language sql stable security definer set search_path = public, pg_temp as $$
  select partnership_id, id, done from group_import where stage = 'running' order by 1, 2
$$;

-- Counts the structure anew for the database's own planning: right after a long list came in, it would still plan as if
-- there were nothing, and take minutes.
create function app.count_structure() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze partnership_group, group_text, group_link, group_remit, seat, sitting;
end $$;

-- Where else a joint body has a group, among structures that are published.
create function app.joint_body_groups(body bigint) returns table (partnership bigint, slug text, partnership_name text, group_id bigint, group_name text, reports text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.slug, p.name, g.id, t.name, g.reports
  from partnership_group g join partnership p on p.id = g.partnership_id
  join landscape l on l.partnership_id = g.partnership_id and l.published_on is not null
  join group_text t on t.partnership_id = g.partnership_id and t.group_id = g.id and t.until is null
  where g.joint_body_id = body and g.until is null order by p.name
$$;

-- Erases the bytes of workbooks that nobody brought in, and people who were known only by a seat they left a year ago.
create function app.keep_landscape(moment timestamptz, today date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update group_import set bytes = null, name = '', left_out = '[]', organisations = '{}', headings = '{}',
    stage = case stage when 'looked-at' then 'dropped' else stage end
  where erase_by <= today and stage <> 'running' and (bytes is not null or name <> '' or left_out <> '[]');
  update person p set name = 'Someone who has left', email = null, erased_at = moment
  where p.erased_at is null and not exists (select 1 from follow f where f.person_id = p.id and f.ended_at is null)
    and not p.administrator and p.persona is null
    and exists (select 1 from sitting s where s.person_id = p.id)
    and not exists (select 1 from sitting s where s.person_id = p.id and (s.until is null or s.until > today - 365))
    and not exists (select 1 from membership m where m.person_id = p.id);
end $$;

revoke all on function app.landscapes_due, app.group_imports_due, app.count_structure, app.joint_body_groups, app.keep_landscape from public;
grant execute on function app.landscapes_due, app.group_imports_due, app.count_structure, app.joint_body_groups, app.keep_landscape to thegither_app;

-- Whoever holds a seat, or stands in, is known for that: ceasing to follow something does not erase them.
create or replace function app.after_following(person bigint, day date) returns void language sql security definer set search_path = public, pg_temp as $$
  update person p set erase_by = least(p.erase_by, day) where p.id = person and not p.administrator
    and not exists (select 1 from membership m where m.person_id = p.id)
    and not exists (select 1 from sitting s where s.person_id = p.id)
    and not exists (select 1 from follow f where f.person_id = p.id and f.confirmed_at is not null and f.ended_at is null)
$$;

create or replace function app.keep_follows(moment timestamptz, today date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint[];
begin
  delete from follow where (confirmed_at is null and asked_at <= moment - interval '7 days') or ended_at <= moment - interval '30 days';
  -- Whoever was given a part or a seat meanwhile is known for that.
  update person p set erase_by = null where erase_by is not null and (administrator
    or exists (select 1 from membership m where m.person_id = p.id) or exists (select 1 from sitting s where s.person_id = p.id));
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
