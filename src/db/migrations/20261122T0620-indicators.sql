-- Indicators: the national catalogue with its readings (commons), and each partnership's own indicators, targets and readings.

create table catalogue_indicator (
  code text primary key,
  name text not null,
  definition text not null default '',
  source text not null default '',
  licence text not null default '',
  unit text not null,
  good text not null check (good in ('up', 'down', 'neither')),
  frequency text not null,
  family_scheme text,
  next_due date,
  invented boolean not null default false,
  imported_at timestamptz not null default now()
);

create table catalogue_reading (
  indicator_code text not null references catalogue_indicator,
  place_code text not null references place,
  period text not null,
  population_group text not null default '',
  starts_on date not null,
  ends_on date not null,
  value double precision not null,
  status text not null check (status in ('actual', 'estimated', 'projected')),
  imported_at timestamptz not null default now(),
  primary key (indicator_code, place_code, period, population_group)
);
create index on catalogue_reading (place_code, indicator_code);
create index on catalogue_reading (indicator_code, ends_on);

-- What a published figure was before its publisher corrected it.
create table catalogue_revision (
  id bigint generated always as identity primary key,
  indicator_code text not null references catalogue_indicator,
  place_code text not null references place,
  period text not null,
  population_group text not null,
  value double precision not null,
  status text not null,
  replaced_at timestamptz not null
);
create index on catalogue_revision (indicator_code, place_code);
create index on catalogue_revision (place_code);
grant select, insert, update on catalogue_indicator, catalogue_reading to thegither_app;
grant select, insert on catalogue_revision to thegither_app;

-- An indicator that a partnership uses: from the catalogue (then its readings are the catalogue's), or its own.
create table indicator (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  catalogue_code text references catalogue_indicator,
  kind text not null check (kind in ('national', 'local', 'soft')),
  name text not null,
  definition text not null default '',
  source text not null default '',
  unit text not null,
  good text not null check (good in ('up', 'down', 'neither')),
  frequency text not null,
  next_due date,
  partner_id bigint,
  baseline_period text,
  baseline_on date,
  baseline_value double precision,
  invented boolean not null default false,
  retired_on date,
  primary key (partnership_id, id),
  unique (partnership_id, catalogue_code),
  check ((kind = 'national') = (catalogue_code is not null)),
  foreign key (partnership_id, partner_id) references partner
);
create index on indicator (catalogue_code);
create index on indicator (partnership_id, partner_id);
call app.wall('indicator');

create table outcome_indicator (
  partnership_id bigint not null,
  outcome_id bigint not null,
  indicator_id bigint not null,
  position int not null default 0,
  primary key (partnership_id, outcome_id, indicator_id),
  foreign key (partnership_id, outcome_id) references outcome,
  foreign key (partnership_id, indicator_id) references indicator
);
create index on outcome_indicator (partnership_id, indicator_id);
call app.wall('outcome_indicator');

create table reading (
  partnership_id bigint not null,
  indicator_id bigint not null,
  place_code text not null references place,
  period text not null,
  population_group text not null default '',
  starts_on date not null,
  ends_on date not null,
  value double precision not null,
  status text not null check (status in ('actual', 'estimated', 'projected')),
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, indicator_id, place_code, period, population_group),
  foreign key (partnership_id, indicator_id) references indicator
);
create index on reading (place_code);
call app.wall('reading');

create table target (
  partnership_id bigint not null,
  id bigint generated always as identity,
  indicator_id bigint not null,
  period text not null,
  due_on date not null,
  value double precision not null,
  because text not null,
  framework_code text,
  goal_code text,
  set_at timestamptz not null,
  superseded_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, indicator_id) references indicator,
  foreign key (framework_code, goal_code) references goal
);
create unique index target_current on target (partnership_id, indicator_id, period) where superseded_at is null;
create index on target (framework_code, goal_code);
call app.wall('target');
