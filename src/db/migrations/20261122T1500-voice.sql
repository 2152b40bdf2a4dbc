-- Voice: engagements and their activities, who may take part, what people said, what became of it; participatory
-- budgets. What somebody answered, who they are and how to reach them stand in three different places.

-- ── commons ───────────────────────────────────────────────────────────────────

-- How many people of which group live in a place, as a census counts them: grouping 'age', group '16-24'.
create table place_group_population (
  place_code text not null references place,
  grouping text not null,
  population_group text not null,
  population int not null check (population >= 0),
  year int not null,
  source text not null default '',
  primary key (place_code, grouping, population_group)
);
grant select, insert, update, delete on place_group_population to thegither_app;

-- ── the exercise ──────────────────────────────────────────────────────────────

create table engagement (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  title text not null,
  -- What we want to know, and why.
  purpose text not null,
  level text not null check (level in ('inform', 'consult', 'involve', 'decide-together')),
  -- What it is about, in a few words: parks, buses, fuel bills.
  subject text not null,
  -- Whom we ask.
  audience text not null,
  -- Who must be heard, and is easily missed.
  must_reach text not null default '',
  -- Who asks: a partner's organisation; null where it is the partnership itself.
  organisation_id bigint references organisation,
  decided_by text not null default '',
  answer_due_on date,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  state text not null default 'draft' check (state in ('draft', 'announced', 'open', 'closed', 'called-off')),
  -- Run somewhere else and only linked from here; what people said there, in a few words.
  linked boolean not null default false,
  address text not null default '',
  heard text not null default '',
  admits text not null default 'anyone' check (admits in ('anyone', 'postcodes', 'codes', 'bodies', 'signed-in')),
  results_shown text not null default 'after-closing' check (results_shown in ('after-closing', 'while-open')),
  -- Turns who somebody is into a key that cannot be turned back; gone with the personal details.
  secret bytea not null,
  -- The day on which everything about persons is erased.
  erase_on date not null,
  erased_at timestamptz,
  drafted_on date not null,
  announced_on date,
  opened_at timestamptz,
  closed_at timestamptz,
  called_off_on date,
  called_off_because text not null default '',
  primary key (partnership_id, id)
);
create index on engagement (organisation_id);
create index on engagement (partnership_id, opens_on);
call app.wall('engagement');

create table engagement_outcome (
  partnership_id bigint not null,
  engagement_id bigint not null,
  outcome_id bigint not null,
  primary key (partnership_id, engagement_id, outcome_id),
  foreign key (partnership_id, engagement_id) references engagement,
  foreign key (partnership_id, outcome_id) references outcome
);
create index on engagement_outcome (partnership_id, outcome_id);
call app.wall('engagement_outcome');

create table engagement_place (
  partnership_id bigint not null,
  engagement_id bigint not null,
  place_code text not null references place,
  primary key (partnership_id, engagement_id, place_code),
  foreign key (partnership_id, engagement_id) references engagement
);
create index on engagement_place (place_code);
call app.wall('engagement_place');

-- The eight principles of effective engagement: what is planned, and afterwards how it went, each with its evidence.
create table engagement_principle (
  partnership_id bigint not null,
  engagement_id bigint not null,
  principle text not null check (principle in ('commitment', 'outcome', 'level', 'diversity', 'independence', 'lessons', 'support', 'reaching-out')),
  plan text not null default '',
  plan_evidence text not null default '',
  planned_on date,
  review text not null default '',
  review_evidence text not null default '',
  reviewed_on date,
  primary key (partnership_id, engagement_id, principle),
  foreign key (partnership_id, engagement_id) references engagement
);
call app.wall('engagement_principle');

create table activity (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  kind text not null check (kind in ('questionnaire', 'ideas', 'pairs', 'statements', 'meeting', 'vote')),
  title text not null,
  about text not null default '',
  position int not null,
  -- The version of the questions that people answer; 0 before they were ever frozen.
  version int not null default 0,
  -- Of ideas and statements: whether people may add their own.
  people_add boolean not null default false,
  -- Of a meeting.
  held_on date,
  venue text not null default '',
  attended int check (attended >= 0),
  -- What was counted is counted again, because something other than new answers changed.
  recount boolean not null default false,
  dropped_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement
);
create index on activity (partnership_id, engagement_id);
call app.wall('activity');

-- The questions of an activity, as one list. The one that is not frozen yet is the draft.
create table activity_form (
  partnership_id bigint not null,
  activity_id bigint not null,
  version int not null check (version >= 1),
  questions jsonb not null,
  frozen_at timestamptz,
  -- Why it had to change after people had begun to answer.
  because text not null default '',
  primary key (partnership_id, activity_id, version),
  foreign key (partnership_id, activity_id) references activity
);
create unique index activity_form_draft on activity_form (partnership_id, activity_id) where frozen_at is null;
call app.wall('activity_form');

-- ── who may take part ─────────────────────────────────────────────────────────

create table engagement_postcode (
  partnership_id bigint not null,
  engagement_id bigint not null,
  -- Capital letters, no blank: EH11AA.
  postcode text not null,
  primary key (partnership_id, engagement_id, postcode),
  foreign key (partnership_id, engagement_id) references engagement
);
call app.wall('engagement_postcode');

-- A printed code lets one person or one invited body take part; only its hash is kept.
create table voter_code (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  batch int not null,
  code_hash bytea not null,
  organisation_id bigint references organisation,
  made_on date not null,
  withdrawn_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement
);
create unique index voter_code_once on voter_code (partnership_id, engagement_id, code_hash);
create index on voter_code (organisation_id);
call app.wall('voter_code');

-- ── what people answered ──────────────────────────────────────────────────────

create table paper_batch (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  -- Printed on every sheet; unique in the partnership.
  number int not null,
  sheets int not null check (sheets between 1 and 2000),
  -- Where they are handed out.
  note text not null default '',
  version int not null,
  -- Votes are entered twice, by two people.
  entered_twice boolean not null,
  made_on date not null,
  closed_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity
);
create unique index paper_batch_number on paper_batch (partnership_id, number);
create index on paper_batch (partnership_id, activity_id);
call app.wall('paper_batch');

create table response (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  version int not null,
  -- One for each person and activity: a keyed hash of whatever lets them take part.
  voter_key bytea not null,
  -- Finds the answer again on the device it was begun on.
  device_key bytea,
  receipt_hash bytea not null,
  source text not null check (source in ('online', 'paper', 'recorded', 'imported')),
  -- Answers by question; free text stands in `said`, what is said about the person in `response_about`.
  answers jsonb not null default '{}',
  -- The invited body that answered.
  organisation_id bigint references organisation,
  -- A keyed hash of the network it came from, to find votes that look alike; erased 90 days after closing or calling off, or on the day of erasing.
  network bytea,
  received_at timestamptz not null,
  -- Not counted, by a person's judgement that stands in the log; or taken back by whoever gave it.
  set_aside_on date,
  withdrawn_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity
);
create unique index response_once on response (partnership_id, activity_id, voter_key);
create index on response (partnership_id, activity_id, id);
create index on response (partnership_id, receipt_hash);
create index on response (partnership_id, device_key) where device_key is not null;
create index on response (organisation_id) where organisation_id is not null;
call app.wall('response');

-- What people wrote, each text by itself, so that it can be read, sorted, quoted and hidden.
create table said (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  response_id bigint not null,
  question text not null,
  words text not null,
  -- Whether it may be quoted, in their own decision.
  quotable boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'shown', 'hidden')),
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity,
  foreign key (partnership_id, response_id) references response
);
create unique index said_once on said (partnership_id, response_id, question);
create index on said (partnership_id, activity_id, id);
create index said_search on said using gin (to_tsvector('english', words));
call app.wall('said');

-- What people said about themselves, each of them free to say nothing. Never with how to reach them.
create table response_about (
  partnership_id bigint not null,
  response_id bigint not null,
  activity_id bigint not null,
  answers jsonb not null,
  primary key (partnership_id, response_id),
  foreign key (partnership_id, response_id) references response,
  foreign key (partnership_id, activity_id) references activity
);
create index on response_about (partnership_id, activity_id);
call app.wall('response_about');

create table response_file (
  partnership_id bigint not null,
  response_id bigint not null,
  question text not null,
  name text not null,
  bytes bytea not null,
  primary key (partnership_id, response_id, question),
  foreign key (partnership_id, response_id) references response
);
call app.wall('response_file');

create table paper_sheet (
  partnership_id bigint not null,
  batch_id bigint not null,
  number int not null check (number >= 1),
  -- Each entry is what one person read from the sheet: {state: filled | blank | spoilt, answers}.
  first jsonb,
  first_by bigint references person,
  second jsonb,
  second_by bigint references person,
  -- What counts, once entries agree or somebody looked at the sheet again.
  settled_on date,
  outcome text check (outcome in ('filled', 'blank', 'spoilt')),
  response_id bigint,
  primary key (partnership_id, batch_id, number),
  foreign key (partnership_id, batch_id) references paper_batch,
  foreign key (partnership_id, response_id) references response
);
create index on paper_sheet (partnership_id, response_id);
create index on paper_sheet (first_by);
create index on paper_sheet (second_by);
call app.wall('paper_sheet');

-- ── ideas, pairs, statements ──────────────────────────────────────────────────

create table idea (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  response_id bigint,
  title text not null,
  words text not null default '',
  place_code text references place,
  given_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'shown', 'hidden')),
  -- How many people whose answers count support it, and how many comments on it are shown: kept up by triggers, so that
  -- a list of ideas costs the same however many people are behind them.
  supporters int not null default 0,
  comments int not null default 0,
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity,
  foreign key (partnership_id, response_id) references response
);
create index on idea (partnership_id, activity_id);
create index on idea (partnership_id, response_id);
create index on idea (place_code);
call app.wall('idea');

create table idea_support (
  partnership_id bigint not null,
  idea_id bigint not null,
  response_id bigint not null,
  given_at timestamptz not null,
  primary key (partnership_id, idea_id, response_id),
  foreign key (partnership_id, idea_id) references idea,
  foreign key (partnership_id, response_id) references response
);
create index on idea_support (partnership_id, response_id);
call app.wall('idea_support');

create table idea_comment (
  partnership_id bigint not null,
  id bigint generated always as identity,
  idea_id bigint not null,
  response_id bigint not null,
  words text not null,
  given_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'shown', 'hidden')),
  primary key (partnership_id, id),
  foreign key (partnership_id, idea_id) references idea,
  foreign key (partnership_id, response_id) references response
);
create index on idea_comment (partnership_id, idea_id);
create index on idea_comment (partnership_id, response_id);
call app.wall('idea_comment');

-- Ideas are changed in the order of their numbers, after the answer of whoever supports them: nobody waits in a circle.
create function app.count_supporters() returns trigger language plpgsql as $$
begin
  perform from response r where (r.partnership_id, r.id) in (select partnership_id, response_id from moved) order by r.id for share;
  perform from idea i where (i.partnership_id, i.id) in (select partnership_id, idea_id from moved) order by i.id for no key update;
  update idea i set supporters = i.supporters + case tg_op when 'INSERT' then m.people else -m.people end
  from (select s.partnership_id, s.idea_id, count(*)::int as people from moved s
    join response r on (r.partnership_id, r.id) = (s.partnership_id, s.response_id) and r.set_aside_on is null group by 1, 2) m
  where (i.partnership_id, i.id) = (m.partnership_id, m.idea_id);
  return null;
end $$;
create trigger supported after insert on idea_support referencing new table as moved for each statement execute function app.count_supporters();
create trigger no_longer_supported after delete on idea_support referencing old table as moved for each statement execute function app.count_supporters();

-- The supports of an answer that is set aside do not count, and count again when it is no longer.
create function app.count_set_aside() returns trigger language plpgsql as $$
begin
  perform from idea i join idea_support s on (s.partnership_id, s.idea_id) = (i.partnership_id, i.id)
  where (s.partnership_id, s.response_id) = (new.partnership_id, new.id) order by i.id for no key update of i;
  update idea i set supporters = i.supporters + case when new.set_aside_on is null then 1 else -1 end
  from idea_support s
  where (s.partnership_id, s.response_id) = (new.partnership_id, new.id) and (i.partnership_id, i.id) = (s.partnership_id, s.idea_id);
  return null;
end $$;
create trigger set_aside after update of set_aside_on on response for each row
  when ((old.set_aside_on is null) <> (new.set_aside_on is null)) execute function app.count_set_aside();

create function app.count_comments() returns trigger language plpgsql as $$
declare
  shown int := case when tg_op <> 'DELETE' and new.state = 'shown' then 1 else 0 end - case when tg_op <> 'INSERT' and old.state = 'shown' then 1 else 0 end;
begin
  if shown <> 0 then
    update idea i set comments = i.comments + shown
    where (i.partnership_id, i.id) = (coalesce(new.partnership_id, old.partnership_id), coalesce(new.idea_id, old.idea_id));
  end if;
  return null;
end $$;
create trigger commented_on after insert or update of state or delete on idea_comment for each row execute function app.count_comments();

-- What is compared two at a time.
create table ranked_option (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  title text not null,
  words text not null default '',
  position int not null,
  dropped_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity
);
create index on ranked_option (partnership_id, activity_id);
call app.wall('ranked_option');

create table comparison (
  partnership_id bigint not null,
  activity_id bigint not null,
  response_id bigint not null,
  low_id bigint not null,
  high_id bigint not null check (high_id > low_id),
  -- The one that matters more; null where they matter the same.
  chosen_id bigint check (chosen_id in (low_id, high_id)),
  given_at timestamptz not null,
  primary key (partnership_id, response_id, low_id, high_id),
  foreign key (partnership_id, response_id) references response,
  foreign key (partnership_id, activity_id) references activity,
  foreign key (partnership_id, low_id) references ranked_option,
  foreign key (partnership_id, high_id) references ranked_option
);
create index on comparison (partnership_id, activity_id, low_id, high_id);
create index on comparison (partnership_id, low_id);
create index on comparison (partnership_id, high_id);
call app.wall('comparison');

create table statement (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  response_id bigint,
  words text not null,
  given_at timestamptz not null,
  -- Its number where it came from elsewhere.
  outside_number int,
  state text not null default 'shown' check (state in ('waiting', 'shown', 'hidden')),
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity,
  foreign key (partnership_id, response_id) references response
);
create index on statement (partnership_id, activity_id);
create index on statement (partnership_id, response_id);
call app.wall('statement');

create table stance (
  partnership_id bigint not null,
  activity_id bigint not null,
  response_id bigint not null,
  statement_id bigint not null,
  -- 1 agree, -1 disagree, 0 pass.
  stance smallint not null check (stance in (-1, 0, 1)),
  given_at timestamptz not null,
  primary key (partnership_id, response_id, statement_id),
  foreign key (partnership_id, response_id) references response,
  foreign key (partnership_id, activity_id) references activity,
  foreign key (partnership_id, statement_id) references statement
);
create index on stance (partnership_id, activity_id, statement_id);
create index on stance (partnership_id, statement_id);
call app.wall('stance');

-- What was counted of an activity, and up to which answer; pages read nothing else.
create table activity_result (
  partnership_id bigint not null,
  activity_id bigint not null,
  counted jsonb not null,
  responses int not null,
  through_response bigint not null,
  counted_at timestamptz not null,
  primary key (partnership_id, activity_id),
  foreign key (partnership_id, activity_id) references activity
);
call app.wall('activity_result');

-- ── hearing: moderation, suspicious votes, sorting ────────────────────────────

-- Every decision to show or hide somebody's words, with its reason; what it says of itself is public.
create table moderation (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  thing text not null check (thing in ('idea', 'comment', 'statement', 'said')),
  thing_id bigint not null,
  verdict text not null check (verdict in ('show', 'hide')),
  reason text not null default '',
  words text not null default '',
  decided_at timestamptz not null,
  decided_by bigint references person,
  -- Whoever wrote it asks for another look; somebody else decides.
  appealed_at timestamptz,
  appeal text not null default '',
  appeal_verdict text check (appeal_verdict in ('show', 'hide')),
  appeal_words text not null default '',
  appeal_decided_at timestamptz,
  appeal_decided_by bigint references person,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement
);
create index on moderation (partnership_id, engagement_id);
-- The newest decision about each thing, the newest of all, and the appeals, without reading the rest.
create index on moderation (engagement_id, thing, thing_id, id desc) include (partnership_id, verdict, reason, appeal_verdict);
create index on moderation (engagement_id, id);
create index on moderation (engagement_id) where appealed_at is not null;
create index on moderation (partnership_id, thing, thing_id);
create index on moderation (decided_by);
create index on moderation (appeal_decided_by);
call app.wall('moderation');

-- Answers that look alike, for a person to judge.
create table vote_cluster (
  partnership_id bigint not null,
  id bigint generated always as identity,
  activity_id bigint not null,
  sign text not null,
  -- What makes them alike, in words that name no person.
  words text not null,
  responses bigint[] not null,
  found_at timestamptz not null,
  judged text check (judged in ('counted', 'set-aside')),
  because text not null default '',
  judged_on date,
  judged_by bigint references person,
  primary key (partnership_id, id),
  foreign key (partnership_id, activity_id) references activity
);
create index on vote_cluster (partnership_id, activity_id);
create index on vote_cluster (judged_by);
call app.wall('vote_cluster');

create table voice_theme (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  title text not null,
  words text not null default '',
  position int not null,
  dropped_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement
);
create index on voice_theme (partnership_id, engagement_id);
call app.wall('voice_theme');

-- One person's opinion that a text is about a theme; several people may sort the same texts.
create table coding (
  partnership_id bigint not null,
  said_id bigint not null,
  theme_id bigint not null,
  coder_id bigint not null references person,
  primary key (partnership_id, said_id, theme_id, coder_id),
  foreign key (partnership_id, said_id) references said,
  foreign key (partnership_id, theme_id) references voice_theme
);
create index on coding (partnership_id, theme_id);
create index on coding (coder_id);
call app.wall('coding');

-- Whoever sorted a text has read it, also where no theme fits.
create table coded (
  partnership_id bigint not null,
  said_id bigint not null,
  coder_id bigint not null references person,
  coded_on date not null,
  primary key (partnership_id, said_id, coder_id),
  foreign key (partnership_id, said_id) references said
);
create index on coded (coder_id);
call app.wall('coded');

-- Chosen to stand for a theme in public; a copy, because the answers are erased on their day.
create table quote (
  partnership_id bigint not null,
  id bigint generated always as identity,
  theme_id bigint not null,
  said_id bigint,
  words text not null,
  who text not null default '',
  chosen_on date not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, theme_id) references voice_theme,
  foreign key (partnership_id, said_id) references said
);
create index on quote (partnership_id, theme_id);
create index on quote (partnership_id, said_id);
call app.wall('quote');

-- Texts of an engagement with these words. The wall around `said` would keep its index from being used (matching is not
-- known to keep secrets), so this asks what is visible by itself. A thousand and one are enough to say: too many.
create function app.said_matching(engagement bigint, asked text) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id from said s join activity a on (a.partnership_id, a.id) = (s.partnership_id, s.activity_id)
  where a.engagement_id = engagement and s.partnership_id = any ((select app.visible())::bigint[])
    and to_tsvector('english', s.words) @@ websearch_to_tsquery('english', asked) limit 1001
$$;
revoke all on function app.said_matching from public;
grant execute on function app.said_matching to thegither_app;

-- ── the voice thread ──────────────────────────────────────────────────────────

-- What people want most, as the partnership understood them; made of themes.
create table voice_priority (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  title text not null,
  words text not null default '',
  position int not null,
  named_on date not null,
  -- Withdrawn as a mistake, before any decision.
  dropped_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement
);
create index on voice_priority (partnership_id, engagement_id);
call app.wall('voice_priority');

create table priority_theme (
  partnership_id bigint not null,
  priority_id bigint not null,
  theme_id bigint not null,
  primary key (partnership_id, priority_id, theme_id),
  foreign key (partnership_id, priority_id) references voice_priority,
  foreign key (partnership_id, theme_id) references voice_theme
);
create index on priority_theme (partnership_id, theme_id);
call app.wall('priority_theme');

create table voice_decision (
  partnership_id bigint not null,
  id bigint generated always as identity,
  priority_id bigint not null,
  answer text not null check (answer in ('yes', 'in-part', 'no')),
  reason text not null,
  -- Whose answer it is, and who is responsible for what follows.
  organisation_id bigint references organisation,
  decided_by text not null,
  decided_on date not null,
  -- The decision it takes the place of stays to be seen.
  replaced_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, priority_id) references voice_priority
);
create index on voice_decision (partnership_id, priority_id);
create unique index voice_decision_now on voice_decision (partnership_id, priority_id) where replaced_on is null;
create index on voice_decision (organisation_id);
call app.wall('voice_decision');

create table priority_action (
  partnership_id bigint not null,
  priority_id bigint not null,
  action_id bigint not null,
  linked_on date not null,
  primary key (partnership_id, priority_id, action_id),
  foreign key (partnership_id, priority_id) references voice_priority,
  foreign key (partnership_id, action_id) references action
);
create index on priority_action (partnership_id, action_id);
call app.wall('priority_action');

create table priority_indicator (
  partnership_id bigint not null,
  priority_id bigint not null,
  indicator_id bigint not null,
  linked_on date not null,
  -- The period of the newest figure that listeners know of.
  told_period text not null default '',
  primary key (partnership_id, priority_id, indicator_id),
  foreign key (partnership_id, priority_id) references voice_priority,
  foreign key (partnership_id, indicator_id) references indicator
);
create index on priority_indicator (partnership_id, indicator_id);
call app.wall('priority_indicator');

-- ── participatory budgets ─────────────────────────────────────────────────────

create table budget (
  partnership_id bigint not null,
  id bigint generated always as identity,
  engagement_id bigint not null,
  -- The vote, once there is one.
  activity_id bigint,
  title text not null,
  about text not null default '',
  -- In pounds (or whatever the file it came from counts in).
  amount numeric not null check (amount >= 0),
  currency text not null default 'GBP',
  place_code text references place,
  -- The last day on which people can suggest projects; null where they are not asked to.
  suggest_until date,
  ballot text not null check (ballot in ('approval', 'knapsack', 'ranking', 'points', 'choose-one')),
  rule text not null check (rule in ('greedy', 'equal-shares')),
  completion text not null default 'none' check (completion in ('none', 'add1', 'add1-utilitarian')),
  tie_break text not null check (tie_break in ('votes-cost-list', 'lexico')),
  -- Limits of a ballot: how many projects at least and at most, and points to give.
  least int,
  most int,
  points int,
  started_on date not null,
  -- Counted, explained and compared with other rules; pages of the result read nothing else.
  counted jsonb,
  counted_at timestamptz,
  published_on date,
  -- What the file it came from says of itself, in its order, and what of it could not be used.
  outside json,
  primary key (partnership_id, id),
  foreign key (partnership_id, engagement_id) references engagement,
  foreign key (partnership_id, activity_id) references activity
);
create index on budget (partnership_id, engagement_id);
create index on budget (partnership_id, activity_id);
create index on budget (place_code);
call app.wall('budget');

create table project (
  partnership_id bigint not null,
  id bigint generated always as identity,
  budget_id bigint not null,
  -- What people call it on the ballot and in published files.
  code text not null,
  title text not null,
  words text not null default '',
  place_code text references place,
  origin text not null check (origin in ('suggested', 'idea', 'added', 'imported')),
  -- The idea it grew from.
  idea_id bigint,
  suggested_cost numeric check (suggested_cost >= 0),
  cost numeric check (cost >= 0),
  -- What was suggested is seen by members only, until somebody shows or checks it.
  state text not null check (state in ('suggested', 'shown', 'feasible', 'not-feasible', 'shortlisted', 'hidden')),
  -- Why it cannot be done, or why it is not shown; everybody can read it.
  because text not null default '',
  checked_on date,
  added_at timestamptz not null,
  -- Whoever suggested it can find it again; the same suggestion sent twice is one.
  receipt_hash bytea,
  -- The work that follows.
  action_id bigint,
  -- What a file says of it besides, in its order.
  outside json,
  primary key (partnership_id, id),
  foreign key (partnership_id, budget_id) references budget,
  foreign key (partnership_id, idea_id) references idea,
  foreign key (partnership_id, action_id) references action
);
create unique index project_code on project (partnership_id, budget_id, code);
create unique index project_once on project (partnership_id, budget_id, receipt_hash);
create index on project (partnership_id, idea_id);
create index on project (partnership_id, action_id);
create index on project (place_code);
call app.wall('project');

-- What grew from an idea goes with it: when its writer takes it back, or it is hidden, the copy is hidden too, leaves the
-- ballot that is being prepared, and keeps no words that the idea has lost. What was put to the vote stays as it was put.
create function app.hide_grown() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from project p where (p.partnership_id, p.idea_id) = (new.partnership_id, new.id)) then return null; end if;
  -- One after the other with whoever works on the budget.
  perform from engagement e join budget b on (b.partnership_id, b.engagement_id) = (e.partnership_id, e.id)
    join project p on (p.partnership_id, p.budget_id) = (b.partnership_id, b.id)
    where (p.partnership_id, p.idea_id) = (new.partnership_id, new.id) order by e.id for no key update of e;
  update project p set title = new.title, words = new.words, place_code = new.place_code, state = 'hidden', checked_on = null,
    because = case when p.state = 'hidden' then p.because else 'The idea that it grew from is no longer shown.' end
  from budget b left join activity a on (a.partnership_id, a.id) = (b.partnership_id, b.activity_id) and a.dropped_on is null
  where (b.partnership_id, b.id) = (p.partnership_id, p.budget_id) and (p.partnership_id, p.idea_id) = (new.partnership_id, new.id)
    and not (p.state = 'shortlisted' and coalesce(a.version, 0) > 0);
  update activity_form f set questions = case when o.options is null then '[]'
    else jsonb_set(f.questions, '{0}', f.questions->0 || jsonb_build_object('options', o.options)
      || case when f.questions->0 ? 'most' then jsonb_build_object('most', least((f.questions->0->>'most')::int, jsonb_array_length(o.options))) else '{}' end) end
  from budget b cross join lateral (
    select jsonb_agg(x.option order by x.place) as options from activity_form d, jsonb_array_elements(d.questions->0->'options') with ordinality as x (option, place)
    where (d.partnership_id, d.activity_id) = (b.partnership_id, b.activity_id) and d.frozen_at is null and exists (select from project p
      where (p.partnership_id, p.budget_id) = (b.partnership_id, b.id) and p.code = x.option->>'id' and p.state = 'shortlisted')) o
  where (f.partnership_id, f.activity_id) = (b.partnership_id, b.activity_id) and f.frozen_at is null and f.questions->0->>'kind' = 'ballot'
    and exists (select from project p where (p.partnership_id, p.budget_id) = (b.partnership_id, b.id) and p.idea_id = new.id);
  return null;
end $$;
create trigger hide_grown after update of state, title on idea for each row when (new.state <> 'shown') execute function app.hide_grown();

-- ── those who want to hear what became of it ──────────────────────────────────

alter table follow add engagement_id bigint, drop constraint follow_check, drop constraint follow_rhythm_check;
alter table follow add foreign key (partnership_id, engagement_id) references engagement,
  add constraint follow_check check (num_nonnulls(outcome_id, place_code, engagement_id) = 1),
  add constraint follow_rhythm_check check (rhythm in ('weekly', 'monthly', 'as-it-moves'));
create index on follow (partnership_id, engagement_id);
drop index follow_once;
create unique index follow_once on follow (partnership_id, person_id, coalesce(outcome_id::text, place_code, 'engagement ' || engagement_id)) where ended_at is null;

-- ── looks across partnerships ─────────────────────────────────────────────────

-- Engagements to open or close today.
create function app.engagements_due(today date) returns table (partnership bigint, engagement bigint, verb text)
language sql stable security definer set search_path = public, pg_temp as $$
  select partnership_id, id, case when state = 'announced' then 'open' else 'close' end from engagement
  where not linked and ((state = 'announced' and opens_on <= today and closes_on >= today) or (state = 'open' and closes_on < today)) order by 1, 2
$$;

-- Whether no answer to an activity can come in any more: it has closed, and every batch of its paper has, or it closed before the
-- day from which sheets are still taken.
create function app.all_in(partnership bigint, activity bigint, posted date) returns boolean language sql stable as $$
  select e.state = 'closed' and e.called_off_on is null and (e.closes_on < $3 or not exists (
    select 1 from paper_batch b where (b.partnership_id, b.activity_id) = (a.partnership_id, a.id) and b.closed_on is null))
  from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
  where (a.partnership_id, a.id) = ($1, $2)
$$;

-- Activities with answers that are not counted yet, or that changed or closed since, or all of whose answers are in, but not counted
-- by groups of people yet. What takes long to count is counted seldom: at least a minute passes, and ten times as long as the last
-- count took.
create function app.counts_due(moment timestamptz, posted date) returns table (partnership bigint, activity bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.partnership_id, a.id from activity a
  join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
  left join activity_result r on (r.partnership_id, r.activity_id) = (a.partnership_id, a.id)
  where a.dropped_on is null and (a.recount or (r.counted->>'again')::boolean or e.closed_at > r.counted_at
      or (select max(s.id) from response s where s.partnership_id = a.partnership_id and s.activity_id = a.id) > coalesce(r.through_response, 0)
      or (r.counted->'result'->'grouped' = 'null' and app.all_in(a.partnership_id, a.id, posted)))
    and coalesce(r.counted_at + greatest(interval '1 minute', (r.counted->>'took')::float8 * interval '10 milliseconds') <= moment, true)
  order by 1, 2
$$;

-- Erases what was kept about persons, on its day: where answers came from, what people said of themselves, their words
-- that were not chosen as quotes, their files, their keys.
create function app.keep_voice(moment timestamptz, today date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint[];
begin
  update response r set network = null from activity a join engagement e on (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
  where (a.partnership_id, a.id) = (r.partnership_id, r.activity_id) and r.network is not null
    and (coalesce(e.closed_at, e.called_off_on) < moment - interval '90 days' or e.erase_on <= today);
  delete from response_about x using activity a, engagement e
  where (a.partnership_id, a.id) = (x.partnership_id, x.activity_id) and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erase_on <= today;
  delete from response_file x using response r, activity a, engagement e
  where (r.partnership_id, r.id) = (x.partnership_id, x.response_id) and (a.partnership_id, a.id) = (r.partnership_id, r.activity_id)
    and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erase_on <= today;
  -- A quote is a copy that stays, but not of what nobody may see.
  delete from quote q using said s, activity a, engagement e
  where (s.partnership_id, s.id) = (q.partnership_id, q.said_id) and s.state = 'hidden' and (a.partnership_id, a.id) = (s.partnership_id, s.activity_id)
    and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erase_on <= today;
  update said s set words = '' from activity a, engagement e
  where (a.partnership_id, a.id) = (s.partnership_id, s.activity_id) and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    and e.erase_on <= today and s.words <> '' and not exists (select 1 from response r where (r.partnership_id, r.id) = (s.partnership_id, s.response_id) and r.organisation_id is not null);
  -- Ideas, comments and statements that were never shown, or hidden, go; those that everybody can see stay.
  update idea i set title = '', words = '', place_code = null, state = 'hidden' from activity a, engagement e
  where (a.partnership_id, a.id) = (i.partnership_id, i.activity_id) and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    and e.erase_on <= today and i.state <> 'shown' and i.title <> '';
  update idea_comment c set words = '', state = 'hidden' from idea i, activity a, engagement e
  where (i.partnership_id, i.id) = (c.partnership_id, c.idea_id) and (a.partnership_id, a.id) = (i.partnership_id, i.activity_id)
    and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erase_on <= today and c.state <> 'shown' and c.words <> '';
  update statement s set words = '', state = 'hidden' from activity a, engagement e
  where (a.partnership_id, a.id) = (s.partnership_id, s.activity_id) and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    and e.erase_on <= today and s.state <> 'shown' and s.words <> '' and s.response_id is not null and s.outside_number is null;
  update paper_sheet s set first = null, second = null from paper_batch b, activity a, engagement e
  where (b.partnership_id, b.id) = (s.partnership_id, s.batch_id) and (a.partnership_id, a.id) = (b.partnership_id, b.activity_id)
    and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id) and e.erase_on <= today and (s.first is not null or s.second is not null);
  -- What moderators and writers told each other about what was hidden; that it was hidden, and why, stays.
  update moderation m set words = '', appeal = '', appeal_words = '' from engagement e
  where (e.partnership_id, e.id) = (m.partnership_id, m.engagement_id) and e.erase_on <= today and (m.words, m.appeal, m.appeal_words) <> ('', '', '');
  delete from engagement_postcode p using engagement e where (e.partnership_id, e.id) = (p.partnership_id, p.engagement_id) and e.erase_on <= today;
  delete from voter_code c using engagement e where (e.partnership_id, e.id) = (c.partnership_id, c.engagement_id) and e.erase_on <= today;
  update response r set device_key = null from activity a, engagement e
  where (a.partnership_id, a.id) = (r.partnership_id, r.activity_id) and (e.partnership_id, e.id) = (a.partnership_id, a.engagement_id)
    and e.erase_on <= today and r.device_key is not null;
  -- Suggestions that were never shown go; nobody finds their own any more.
  update project p set receipt_hash = null, title = case when p.state in ('suggested', 'hidden') then '' else p.title end,
    words = case when p.state in ('suggested', 'hidden') then '' else p.words end
  from budget b, engagement e
  where (b.partnership_id, b.id) = (p.partnership_id, p.budget_id) and (e.partnership_id, e.id) = (b.partnership_id, b.engagement_id)
    and e.erase_on <= today and (p.receipt_hash is not null or (p.state in ('suggested', 'hidden') and p.title <> ''));
  -- Whoever left an address was promised that it is kept until now; who is known by nothing else goes with it.
  with ended as (
    update follow f set ended_at = moment from engagement e
    where (e.partnership_id, e.id) = (f.partnership_id, f.engagement_id) and e.erase_on <= today and f.ended_at is null returning f.person_id)
  select array_agg(distinct person_id) into gone from ended;
  perform app.after_following(one, today) from unnest(gone) one;
  update engagement set secret = '', erased_at = moment where erase_on <= today and erased_at is null;
end $$;

-- Figures that came since a decision, of what is to show whether it changed anything, and that listeners do not know of.
create function app.voice_readings_due() returns table (partnership bigint, priority bigint, indicator bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.partnership_id, l.priority_id, l.indicator_id from priority_indicator l
  join voice_priority p on (p.partnership_id, p.id) = (l.partnership_id, l.priority_id) and p.dropped_on is null
  join engagement e on (e.partnership_id, e.id) = (p.partnership_id, p.engagement_id) and e.state <> 'called-off'
  join voice_decision d on (d.partnership_id, d.priority_id) = (p.partnership_id, p.id) and d.replaced_on is null and d.answer <> 'no'
  join indicator n on (n.partnership_id, n.id) = (l.partnership_id, l.indicator_id)
  join partnership t on t.id = l.partnership_id
  cross join lateral (
    select period, starts_on, ends_on from catalogue_reading c
    where c.indicator_code = n.catalogue_code and c.place_code = t.area_code and c.population_group = '' and c.status = 'actual'
    union all
    select period, starts_on, ends_on from reading o
    where (o.partnership_id, o.indicator_id) = (n.partnership_id, n.id) and o.place_code = t.area_code and o.population_group = '' and o.status = 'actual'
    order by ends_on desc, starts_on desc limit 1) r
  where r.period <> l.told_period and r.ends_on > d.decided_on
  order by 1, 2, 3
$$;
revoke all on function app.voice_readings_due from public;
grant execute on function app.voice_readings_due to thegither_app;

-- Digests are of outcomes and places; what moves in an engagement is told as it moves.
create or replace function app.rounds_due(today date) returns table (partnership bigint, verb text, subject bigint)
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
  union all select partnership_id, 'rounds.digest', id from follow where ended_at is null and confirmed_at is not null and engagement_id is null
    and (told_on is null or told_on < case rhythm when 'weekly' then date_trunc('week', today)::date else date_trunc('month', today)::date end)
$$;

revoke all on function app.engagements_due, app.counts_due, app.keep_voice from public;
grant execute on function app.engagements_due, app.counts_due, app.keep_voice to thegither_app;
