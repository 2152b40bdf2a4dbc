-- Delivery: actions, what they serve and need, linked initiatives, what partnership added.

-- A piece of one organisation's work that serves more than one plan: it exists once, like its organisation.
-- `publishes`: the owner reports elsewhere and is quoted here; `answers-once`: an answer here counts in every partnership.
create table initiative (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  name text not null,
  about text not null default '',
  address text not null default '',
  reporting text not null check (reporting in ('publishes', 'answers-once')),
  registered_on date not null,
  unique (organisation_id, name)
);

-- What the owner of an initiative, or its own system, said of it, where and when.
create table initiative_publication (
  id bigint generated always as identity primary key,
  initiative_id bigint not null references initiative,
  published_on date not null,
  words text not null,
  address text not null,
  unique (initiative_id, published_on, address)
);
grant select, insert, update on initiative, initiative_publication to thegither_app;

create table action (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  title text not null,
  about text not null default '',
  horizon text not null check (horizon in ('quick-win', 'medium', 'long')),
  principle text not null check (principle in ('vision', 'participation', 'delivery')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  lead_partner_id bigint,
  owner_person_id bigint references person,
  deputy_person_id bigint references person,
  initiative_id bigint references initiative,
  -- Of a linked initiative: whether its owner agrees to stand here, since when, and on whose word.
  consent text check (consent in ('asked', 'given', 'withdrawn')),
  consent_on date,
  consent_words text not null default '',
  proposed_on date not null,
  adopted_on date,
  -- Why it was adopted although something of the gate was missing.
  adopted_despite text not null default '',
  stopped_on date,
  stopped_because text not null default '',
  primary key (partnership_id, id),
  check ((initiative_id is null) = (consent is null)),
  foreign key (partnership_id, lead_partner_id) references partner
);
create index on action (partnership_id, lead_partner_id);
create index on action (initiative_id);
-- One piece of work that goes on stands for an initiative in a partnership, so that it is asked and credited once.
create unique index on action (partnership_id, initiative_id) where stopped_on is null;
create index on action (owner_person_id);
create index on action (deputy_person_id);
call app.wall('action');

create table action_partner (
  partnership_id bigint not null,
  action_id bigint not null,
  partner_id bigint not null,
  does text not null,
  primary key (partnership_id, action_id, partner_id),
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, partner_id) references partner
);
create index on action_partner (partnership_id, partner_id);
call app.wall('action_partner');

create table action_outcome (
  partnership_id bigint not null,
  action_id bigint not null,
  outcome_id bigint not null,
  matters text not null check (matters in ('a-lot', 'some', 'a-little')),
  because text not null default '',
  primary key (partnership_id, action_id, outcome_id),
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, outcome_id) references outcome
);
create index on action_outcome (partnership_id, outcome_id);
call app.wall('action_outcome');

create table action_place (
  partnership_id bigint not null,
  action_id bigint not null,
  place_code text not null references place,
  primary key (partnership_id, action_id, place_code),
  foreign key (partnership_id, action_id) references action
);
create index on action_place (place_code);
call app.wall('action_place');

create table milestone (
  partnership_id bigint not null,
  id bigint generated always as identity,
  action_id bigint not null,
  words text not null,
  due_on date not null,
  -- The day it was first promised for; later than this, it has slipped.
  first_due_on date not null,
  moved_because text not null default '',
  moved_on date,
  reached_on date,
  dropped_on date,
  dropped_because text not null default '',
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references action
);
create index on milestone (partnership_id, action_id);
call app.wall('milestone');

-- A measure tells of the action itself (performance accountability), not of the whole population.
create table measure (
  partnership_id bigint not null,
  id bigint generated always as identity,
  action_id bigint not null,
  asks text not null check (asks in ('how-much', 'how-well', 'better-off')),
  words text not null,
  unit text not null,
  dropped_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references action
);
create index on measure (partnership_id, action_id);
call app.wall('measure');

create table measure_reading (
  partnership_id bigint not null,
  measure_id bigint not null,
  period text not null,
  starts_on date not null,
  ends_on date not null,
  value double precision not null,
  recorded_at timestamptz not null,
  primary key (partnership_id, measure_id, period),
  foreign key (partnership_id, measure_id) references measure
);
call app.wall('measure_reading');

create table risk (
  partnership_id bigint not null,
  id bigint generated always as identity,
  action_id bigint not null,
  words text not null,
  likelihood text not null check (likelihood in ('unlikely', 'possible', 'likely')),
  impact text not null check (impact in ('minor', 'moderate', 'major')),
  -- Who minds it, and what is done about it.
  partner_id bigint not null,
  response text not null default '',
  raised_on date not null,
  closed_on date,
  closed_because text not null default '',
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, partner_id) references partner
);
create index on risk (partnership_id, action_id);
create index on risk (partnership_id, partner_id);
call app.wall('risk');

-- What has to be settled before an action starts (EP 2.3); what has no row is missing.
create table precondition (
  partnership_id bigint not null,
  action_id bigint not null,
  kind text not null check (kind in ('authority', 'accountable-body', 'audit', 'data-protection')),
  answer text not null check (answer in ('settled', 'not-needed')),
  words text not null,
  settled_on date not null,
  primary key (partnership_id, action_id, kind),
  foreign key (partnership_id, action_id) references action
);
call app.wall('precondition');

-- An honest claim of what partnership added, with who says so and on what evidence (U5.1). Never added up.
create table contribution (
  partnership_id bigint not null,
  id bigint generated always as identity,
  action_id bigint not null,
  claim text not null check (claim in ('would-not-have-happened', 'sooner', 'better', 'anyway', 'too-early')),
  partner_id bigint not null,
  words text not null,
  evidence text not null,
  evidence_address text not null default '',
  said_on date not null,
  withdrawn_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, partner_id) references partner
);
create index on contribution (partnership_id, action_id);
create index on contribution (partnership_id, partner_id);
call app.wall('contribution');

-- A benefit that is not a number (U5.2–5.4), with who experienced it.
create table benefit (
  partnership_id bigint not null,
  id bigint generated always as identity,
  action_id bigint not null,
  kind text not null check (kind in ('trust', 'relationships', 'shared-vision', 'bid-infrastructure', 'co-ordinated-consultation')),
  experienced_by text not null,
  words text not null,
  partner_id bigint not null,
  said_on date not null,
  withdrawn_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references action,
  foreign key (partnership_id, partner_id) references partner
);
create index on benefit (partnership_id, action_id);
create index on benefit (partnership_id, partner_id);
call app.wall('benefit');

-- Who answers for an indicator, and who does when they cannot.
alter table indicator add owner_person_id bigint references person, add deputy_person_id bigint references person;
create index on indicator (owner_person_id);
create index on indicator (deputy_person_id);
