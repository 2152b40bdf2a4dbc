-- The house: roles, scoping, history, letters; people, organisations and partnerships.
-- `thegither_app` is the group that the application's login role belongs to; it owns nothing and bypasses nothing.

create schema app;

-- Which partnerships the running transaction may see; empty when none was set.
create function app.visible() returns bigint[] language sql stable parallel safe
  as $$ select coalesce(string_to_array(nullif(current_setting('app.partnerships', true), ''), ',')::bigint[], '{}') $$;

-- Puts the second wall around a tenant table: rows of other partnerships do not exist for the application.
create procedure app.wall(tenant_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy scoped on %s to thegither_app using (partnership_id = any ((select app.visible())::bigint[]))', tenant_table);
  execute format('create policy maintenance on %s to %I using (true) with check (true)', tenant_table, current_user);
  execute format('grant select, insert, update, delete on %s to thegither_app', tenant_table);
end $$;

-- ── commons: what exists once in an installation ──────────────────────────────

create table installation (
  one boolean primary key default true check (one),
  demonstration boolean not null,
  created_at timestamptz not null default now(),
  -- When the demonstration was told to its end; null while it is not, or was cut off.
  told_at timestamptz
);

create table organisation (
  id bigint generated always as identity primary key,
  name text not null unique,
  short_name text not null default '',
  kind text not null,
  org_id text unique,
  website text not null default '',
  created_at timestamptz not null default now()
);

create table person (
  id bigint generated always as identity primary key,
  email text unique check (email = lower(email)),
  name text not null,
  administrator boolean not null default false,
  persona text unique,
  created_at timestamptz not null default now(),
  erase_by date,
  erased_at timestamptz
);

create table identity (
  issuer text not null,
  subject text not null,
  person_id bigint not null references person on delete cascade,
  primary key (issuer, subject)
);
create index on identity (person_id);

create table sign_in_link (
  token_hash bytea primary key,
  person_id bigint not null references person on delete cascade,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on sign_in_link (person_id);

create table session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  device text not null default '',
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index on session (person_id);

-- Letters wait here until they are sent; the words go when the letter has gone.
create table letter (
  id bigint generated always as identity primary key,
  person_id bigint references person on delete cascade,
  cause text unique,
  subject text not null,
  body text not null,
  written_at timestamptz not null default now(),
  sent_at timestamptz,
  erase_by date not null default (now() + interval '30 days')::date
);
create index on letter (person_id);

create table place (
  code text primary key,
  name text not null,
  kind text not null,
  boundary jsonb,
  opened_on date,
  closed_on date,
  invented boolean not null default false
);
create index on place (kind, name);

create table place_spelling (
  spelling text primary key,
  place_code text not null references place
);
create index on place_spelling (place_code);

create table place_parent (
  place_code text not null references place,
  parent_code text not null references place,
  primary key (place_code, parent_code)
);
create index on place_parent (parent_code);

create table place_family (
  scheme text not null,
  place_code text not null references place,
  family text not null,
  primary key (scheme, place_code)
);
create index on place_family (place_code);

create table partnership (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  name text not null,
  subtitle text not null default '',
  area_code text not null references place,
  about text not null default '',
  terms jsonb not null default '{}',
  colour text not null default '#0b4f6c' check (colour ~ '^#[0-9a-f]{6}$'),
  logo bytea,
  logo_type text,
  stage text not null default 'open' check (stage in ('open', 'closed')),
  created_at timestamptz not null default now()
);
create index on partnership (area_code);

-- Every address a partnership ever had leads to it.
create table partnership_address (
  slug text primary key,
  partnership_id bigint not null references partnership
);
create index on partnership_address (partnership_id);

create table api_token (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  partnership_id bigint references partnership,
  label text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index on api_token (person_id);
create index on api_token (partnership_id);

create table commons_history (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  operation text not null,
  fact jsonb not null,
  person_id bigint,
  via text not null
);

-- A file waits here between its preview and its confirmation.
create table upload (
  id bigint generated always as identity primary key,
  person_id bigint not null references person on delete cascade,
  name text not null,
  bytes bytea not null,
  at timestamptz not null,
  erase_by date not null
);
create index on upload (person_id);

grant usage on schema app, public to thegither_app;
grant select, insert, update, delete on installation, organisation, person, identity, sign_in_link, session, letter, place,
  place_spelling, place_parent, place_family, partnership, partnership_address, api_token, upload to thegither_app;
grant select, insert on commons_history to thegither_app;
revoke update, delete, insert on installation from thegither_app;

-- ── tenants ───────────────────────────────────────────────────────────────────

create table history (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  at timestamptz not null,
  operation text not null,
  fact jsonb not null,
  subject_kind text not null,
  subject_id bigint,
  person_id bigint,
  via text not null,
  primary key (partnership_id, id)
);
create index on history (partnership_id, subject_kind, subject_id);
call app.wall('history');
revoke update, delete on history from thegither_app;

create table partner (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  organisation_id bigint not null references organisation,
  basis text not null check (basis in ('facilitating', 'statutory', 'voluntary')),
  joined_on date not null,
  left_on date,
  priority text not null default '',
  sponsor text not null default '',
  sponsor_letter text not null default '',
  sponsor_letter_on date,
  sponsor_letter_address text not null default '',
  primary key (partnership_id, id),
  unique (partnership_id, organisation_id)
);
create index on partner (organisation_id);
call app.wall('partner');

create table objective (
  partnership_id bigint not null,
  id bigint generated always as identity,
  partner_id bigint not null,
  words text not null,
  position int not null default 0,
  primary key (partnership_id, id),
  foreign key (partnership_id, partner_id) references partner
);
create index on objective (partnership_id, partner_id);
call app.wall('objective');

-- A role ties a person to a partnership, for an organisation where the role is held for one.
create table membership (
  partnership_id bigint not null references partnership,
  id bigint generated always as identity,
  person_id bigint not null references person,
  role text not null check (role in ('coordinator', 'partner-lead', 'contributor', 'board-member', 'observer')),
  organisation_id bigint references organisation,
  since date not null,
  ended_on date,
  primary key (partnership_id, id)
);
create unique index membership_once on membership (partnership_id, person_id, role, coalesce(organisation_id, 0)) where ended_on is null;
create index on membership (person_id);
create index on membership (organisation_id);
call app.wall('membership');

-- Who holds this session, and their roles everywhere: the one look across partnerships that signing in needs.
-- In plpgsql, because a session keeps the plan of its statements; it is asked at every request.
create function app.signed_in(token bytea, moment timestamptz) returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select jsonb_build_object('session', s.id, 'expires', s.expires_at, 'person', p.id, 'name', p.name, 'email', p.email, 'administrator', p.administrator,
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('partnership', m.partnership_id, 'role', m.role, 'organisation', m.organisation_id)), '[]')
              from membership m where m.person_id = p.id and m.ended_on is null))
  from session s join person p on p.id = s.person_id
  where s.token_hash = token and s.ended_at is null and s.expires_at > moment and p.erased_at is null);
end $$;

create function app.person_roles(person bigint) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('person', p.id, 'name', p.name, 'email', p.email, 'administrator', p.administrator,
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('partnership', m.partnership_id, 'role', m.role, 'organisation', m.organisation_id)), '[]')
              from membership m where m.person_id = p.id and m.ended_on is null))
  from person p where p.id = person and p.erased_at is null
$$;
revoke all on function app.signed_in, app.person_roles from public;
grant execute on function app.signed_in, app.person_roles, app.visible to thegither_app;
