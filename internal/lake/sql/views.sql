-- Current versions only. The schema stored holds the same tables with every version.

create or replace view listings as
select v.*, j.job_key, j.representative, j.first_seen_at, j.last_seen_at, j.closed_at
from listing_versions v
join jobs j on j.version_key = v.version_key;

create or replace view roles as
select r.*, j.job_key
from stored.roles r
join jobs j on j.version_key = r.version_key;

create or replace view mentions as
select m.*, j.job_key
from stored.mentions m
join jobs j on j.version_key = m.version_key;

create or replace view pay as
select p.*, j.job_key
from stored.pay p
join jobs j on j.version_key = p.version_key;
