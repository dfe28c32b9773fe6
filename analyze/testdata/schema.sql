-- The lake's tables and views as analyze sees them, for tests that need no lake. A column left out of a
-- test's file is null or has the default that stands here.
create table listings (
    version_key bigint, listing_key bigint, source varchar default 'board', native_id varchar, scope varchar,
    content_hash varchar, url varchar, apply_url varchar, licence varchar, title varchar, title_key varchar,
    role_family varchar, seniority varchar, entry_level boolean, employer varchar, employer_key varchar,
    text varchar, language varchar, countries varchar[], place varchar, city varchar, remote varchar,
    employment varchar[], category varchar, tags varchar[], role_count bigint, asks_ai boolean, has_pay boolean,
    skill_count bigint, posted_at timestamp, updated_at timestamp, valid_through timestamp, seen_at timestamp,
    month varchar, bids bigint, bid_average double, applicants_min bigint, applicants_max bigint,
    client_country varchar, client_spent_usd double, client_hires bigint, client_posts bigint,
    client_rating double, client_verified boolean, run_id varchar, reader varchar,
    job_key bigint, representative boolean default true, first_seen_at timestamp, last_seen_at timestamp,
    closed_at timestamp
);
create table listing_versions (
    version_key bigint, listing_key bigint, source varchar, native_id varchar, title varchar, text varchar,
    seniority varchar, remote varchar, countries varchar[], employment varchar[], posted_at timestamp,
    updated_at timestamp, valid_through timestamp, seen_at timestamp, month varchar, url varchar, licence varchar,
    run_id varchar, reader varchar, has_pay boolean, skill_count bigint
);
create table roles (
    version_key bigint, listing_key bigint, ordinal bigint, title varchar, role_family varchar,
    seniority varchar, entry_level boolean, remote varchar, countries varchar[], employment varchar[],
    field varchar, start_byte bigint, end_byte bigint, job_key bigint
);
create table mentions (
    version_key bigint, listing_key bigint, source varchar, month varchar, skill varchar, skill_name varchar,
    category varchar, concept boolean default false, polarity varchar default 'wanted',
    strength varchar default 'mentioned', field varchar default 'text', start_byte bigint default 0,
    end_byte bigint default 0, evidence varchar, employer_key varchar, role_family varchar, seniority varchar,
    entry_level boolean, remote varchar, country varchar, employment varchar, job_key bigint
);
create table pay (
    version_key bigint, listing_key bigint, source varchar, month varchar, offer bigint default 0, role bigint,
    min double, max double, currency varchar default 'USD', period varchar, unit varchar,
    inferred_period varchar, inferred_by varchar, basis varchar default 'parsed', gross varchar, label varchar,
    flags varchar[], field varchar, start_byte bigint, end_byte bigint, evidence varchar, posted_at timestamp,
    job_key bigint
);
create table jobs (
    listing_key bigint, version_key bigint, job_key bigint, source varchar, native_id varchar,
    representative boolean default true, reason varchar, twin_of bigint, posted_at timestamp,
    first_seen_at timestamp, last_seen_at timestamp, closed_at timestamp, close_rule varchar, versions bigint,
    reposts bigint
);
create table runs (
    run_id varchar, source varchar, stage varchar, started_at timestamp, ended_at timestamp, outcome varchar,
    message varchar, requests bigint, bodies bigint, unchanged bigint, retries bigint, failures bigint,
    bytes bigint, waited_ms bigint, read bigint, new bigint, changed bigint, same bigint, rejected bigint,
    closed bigint
);
create table rejects (
    source varchar, run_id varchar, url varchar, native_id varchar, stage varchar, field varchar,
    reason varchar, sample varchar, seen_at timestamp
);
create table sightings (
    listing_key bigint, source varchar, native_id varchar, scope varchar, run_id varchar, seen_at timestamp,
    page_hash varchar, removed boolean
);
create table scopes (source varchar, scope varchar, run_id varchar, seen_at timestamp, kind varchar, page_hash varchar);
create table fx (date date, currency varchar, per_eur double);
create table skills (id varchar, name varchar, category varchar, concept boolean, ai boolean, aliases varchar[]);
-- For audits: everything is recent.
create schema recent;
create view recent.jobs as from main.jobs;
create view recent.listing_versions as from main.listing_versions;
create view recent.rejects as from main.rejects;
