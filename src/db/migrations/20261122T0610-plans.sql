-- Plans: versions that freeze when adopted, themes, outcomes, frameworks, endorsements.

create table framework (
  code text primary key,
  name text not null,
  version text not null,
  publisher text not null,
  source text not null,
  adopted_on date
);

create table goal (
  framework_code text not null references framework,
  code text not null,
  position int not null,
  title text not null,
  primary key (framework_code, code)
);
grant select, insert, update on framework, goal to thegither_app;

create table plan (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  kind text not null check (kind in ('community', 'locality', 'community-of-interest', 'thematic')),
  title text not null,
  place_code text references place,
  community text not null default '',
  parent_plan_id bigint,
  started_on date not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, parent_plan_id) references plan
);
create index on plan (partnership_id, parent_plan_id);
create index on plan (place_code);
call app.wall('plan');

create table plan_version (
  partnership_id bigint not null,
  id bigint generated always as identity,
  plan_id bigint not null,
  number int not null,
  state text not null check (state in ('draft', 'proposed', 'adopted', 'superseded')),
  vision text not null default '',
  summary text not null default '',
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  because text not null default '',
  proposed_on date,
  adopted_on date,
  adopted_where text not null default '',
  superseded_on date,
  primary key (partnership_id, id),
  unique (partnership_id, plan_id, number),
  foreign key (partnership_id, plan_id) references plan
);
create unique index plan_version_open on plan_version (partnership_id, plan_id) where state in ('draft', 'proposed');
create unique index plan_version_adopted on plan_version (partnership_id, plan_id) where state = 'adopted';
call app.wall('plan_version');

create table theme (
  partnership_id bigint not null,
  id bigint generated always as identity,
  plan_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, plan_id) references plan
);
create index on theme (partnership_id, plan_id);
call app.wall('theme');

create table theme_text (
  partnership_id bigint not null,
  version_id bigint not null,
  theme_id bigint not null,
  title text not null,
  description text not null default '',
  position int not null,
  primary key (partnership_id, version_id, theme_id),
  foreign key (partnership_id, version_id) references plan_version,
  foreign key (partnership_id, theme_id) references theme
);
create index on theme_text (partnership_id, theme_id);
call app.wall('theme_text');

-- An outcome keeps its identity (and its address) over all versions of its plan; the wording belongs to a version.
create table outcome (
  partnership_id bigint not null,
  id bigint generated always as identity,
  plan_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, plan_id) references plan
);
create index on outcome (partnership_id, plan_id);
call app.wall('outcome');

create table outcome_text (
  partnership_id bigint not null,
  version_id bigint not null,
  outcome_id bigint not null,
  theme_id bigint not null,
  parent_outcome_id bigint,
  title text not null,
  description text not null default '',
  horizon text not null check (horizon in ('long', 'medium', 'short')),
  dimensions text[] not null default '{}' check (dimensions <@ array['economic', 'social', 'environmental']),
  partner_id bigint,
  position int not null,
  primary key (partnership_id, version_id, outcome_id),
  foreign key (partnership_id, version_id) references plan_version,
  foreign key (partnership_id, outcome_id) references outcome,
  foreign key (partnership_id, version_id, theme_id) references theme_text,
  foreign key (partnership_id, parent_outcome_id) references outcome,
  foreign key (partnership_id, partner_id) references partner
);
create index on outcome_text (partnership_id, outcome_id);
create index on outcome_text (partnership_id, parent_outcome_id);
create index on outcome_text (partnership_id, partner_id);
create index on outcome_text (partnership_id, version_id, theme_id);
call app.wall('outcome_text');

create table outcome_goal (
  partnership_id bigint not null,
  version_id bigint not null,
  outcome_id bigint not null,
  framework_code text not null,
  goal_code text not null,
  primary key (partnership_id, version_id, outcome_id, framework_code, goal_code),
  foreign key (partnership_id, version_id, outcome_id) references outcome_text on delete cascade,
  foreign key (framework_code, goal_code) references goal
);
create index on outcome_goal (framework_code, goal_code);
call app.wall('outcome_goal');

create table endorsement (
  partnership_id bigint not null,
  version_id bigint not null,
  partner_id bigint not null,
  endorsed_on date not null,
  reservation text not null default '',
  person_id bigint references person,
  primary key (partnership_id, version_id, partner_id),
  foreign key (partnership_id, version_id) references plan_version,
  foreign key (partnership_id, partner_id) references partner
);
create index on endorsement (partnership_id, partner_id);
create index on endorsement (person_id);
call app.wall('endorsement');

-- What a partner stresses in a version: one of the three principles (U2.1), and the outcomes that matter most to it.
create table stress (
  partnership_id bigint not null,
  version_id bigint not null,
  partner_id bigint not null,
  principle text not null check (principle in ('vision', 'participation', 'delivery')),
  words text not null default '',
  primary key (partnership_id, version_id, partner_id),
  foreign key (partnership_id, version_id) references plan_version,
  foreign key (partnership_id, partner_id) references partner
);
create index on stress (partnership_id, partner_id);
call app.wall('stress');

create table stressed_outcome (
  partnership_id bigint not null,
  version_id bigint not null,
  partner_id bigint not null,
  outcome_id bigint not null,
  primary key (partnership_id, version_id, partner_id, outcome_id),
  foreign key (partnership_id, version_id, partner_id) references stress on delete cascade,
  foreign key (partnership_id, outcome_id) references outcome
);
create index on stressed_outcome (partnership_id, outcome_id);
call app.wall('stressed_outcome');

create table objective_outcome (
  partnership_id bigint not null,
  objective_id bigint not null,
  outcome_id bigint not null,
  primary key (partnership_id, objective_id, outcome_id),
  foreign key (partnership_id, objective_id) references objective on delete cascade,
  foreign key (partnership_id, outcome_id) references outcome
);
create index on objective_outcome (partnership_id, outcome_id);
call app.wall('objective_outcome');

-- What came in with a plan from elsewhere and has no place of its own here, kept so that it goes out again unchanged.
create table plan_import (
  partnership_id bigint not null,
  version_id bigint not null,
  document jsonb not null,
  primary key (partnership_id, version_id),
  foreign key (partnership_id, version_id) references plan_version
);
call app.wall('plan_import');

-- The second wall around adopted wording: rows of an adopted or superseded version do not change.
create function app.frozen() returns trigger language plpgsql as $$
declare tenant bigint; version bigint; version_state text;
begin
  if tg_op <> 'INSERT' then tenant := old.partnership_id; version := old.version_id;
    select state into version_state from plan_version where partnership_id = tenant and id = version;
    if version_state in ('adopted', 'superseded') then raise exception 'an adopted version of a plan does not change'; end if;
  end if;
  if tg_op <> 'DELETE' then tenant := new.partnership_id; version := new.version_id;
    select state into version_state from plan_version where partnership_id = tenant and id = version;
    if version_state in ('adopted', 'superseded') then raise exception 'an adopted version of a plan does not change'; end if;
    return new;
  end if;
  return old;
end $$;
create trigger frozen before insert or update or delete on theme_text for each row execute function app.frozen();
create trigger frozen before insert or update or delete on outcome_text for each row execute function app.frozen();
create trigger frozen before insert or update or delete on outcome_goal for each row execute function app.frozen();

create trigger frozen before insert or update or delete on plan_import for each row execute function app.frozen();

-- The version itself: once adopted it can only be superseded, and it never goes.
create function app.frozen_version() returns trigger language plpgsql as $$
begin
  if old.state not in ('adopted', 'superseded') then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then raise exception 'an adopted version of a plan does not change'; end if;
  if (new.state <> old.state and (old.state, new.state) <> ('adopted', 'superseded'))
     or (old.plan_id, old.number, old.vision, old.summary, old.starts_on, old.ends_on, old.because, old.proposed_on, old.adopted_on, old.adopted_where)
         is distinct from (new.plan_id, new.number, new.vision, new.summary, new.starts_on, new.ends_on, new.because, new.proposed_on, new.adopted_on, new.adopted_where)
  then raise exception 'an adopted version of a plan does not change'; end if;
  return new;
end $$;
create trigger frozen before update or delete on plan_version for each row execute function app.frozen_version();
