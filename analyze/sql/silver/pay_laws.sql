-- name: pay_laws
-- doc: Places where law demands that an ad state pay, and since when: a country, a state or province (such as US-CO), or
--   one city of it. Read from what law firms and the states publish, in November 2026; what it takes to be bound, such
--   as a number of employees, is not read. Left out are laws by which pay is told to who asks or is interviewed, but need
--   not stand in the ad: those of Connecticut, Nevada, Rhode Island, Malta and Poland, and the directive (EU) 2023/970 itself, whose
--   article 5 leaves the employer that choice; countries that went further are in. So are laws of cities but New York's.
-- grain: one row per place and law
create or replace view pay_laws as
select place, city, cast(since as date) as since, law, source
from (values
    ('AT', null, '2011-03-01', 'Equal Treatment Act, the minimum by collective agreement', 'https://www.schoenherr.eu/publications/publications-detail/austria-mandatory-declaration-of-minimum-remuneration-in-job-postings/'),
    ('SK', null, '2018-05-01', 'Employment Services Act, as amended by Act 63/2018', 'https://spectator.sme.sk/business/c/new-legislation-orders-firms-to-disclose-salaries-in-job-offers'),
    ('LV', null, '2018-11-28', 'Labour Law, section 32', 'https://vdi.gov.lv/en/article/content-job-advertisement'),
    ('LT', null, '2019-07-27', 'Labour Code, article 25', 'https://iuslaboris.com/insights/what-salary-information-must-be-in-a-job-advertisement-in-lithuania/'),
    ('IT', null, '2026-06-07', 'decree that transposes the directive (EU) 2023/970', 'https://dl-law.it/en/trasparenza-retributiva-pubblicato-il-decreto-di-recepimento-della-direttiva-ue-2023-970/'),
    ('CA-PE', null, '2022-06-01', 'Employment Standards Act, as amended', 'https://www.canadaemploymenthumanrightslaw.com/2023/12/ontario-introduces-pay-transparency-bill-as-it-aims-to-keep-pace-with-british-columbia-and-prince-edward-island/'),
    ('CA-BC', null, '2023-11-01', 'Pay Transparency Act', 'https://www2.gov.bc.ca/gov/content/gender-equity/wage-or-salary-information-on-job-postings'),
    ('CA-ON', null, '2026-01-01', 'Working for Workers Four Act, 2024', 'https://www.mainstayinsurance.ca/2024/12/ontario-employers-new-job-posting-requirements-come-into-force-january-1-2026/'),
    ('US-CO', null, '2021-01-01', 'Equal Pay for Equal Work Act', 'https://www.kamsa.co/insights/2022-11-08-pay-transparency-laws-summary-for-the-u-s/'),
    ('US-NY', 'New York City', '2022-11-01', 'Local Law 32 of 2022', 'https://www.jdsupra.com/legalnews/new-york-city-employers-don-t-be-7532648/'),
    ('US-CA', null, '2023-01-01', 'SB 1162', 'https://www.tcwglobal.com/pay-transparency-by-state'),
    ('US-WA', null, '2023-01-01', 'Equal Pay and Opportunities Act, as amended', 'https://www.businessinsider.com/list-of-states-and-cities-with-pay-transparency-laws-colorado-2022-11'),
    ('US-NY', null, '2023-09-17', 'Labor Law, section 194-b', 'https://www.payequityadvisor.com/'),
    ('US-HI', null, '2024-01-01', 'Act 203 of 2023', 'https://courtgpt.ai/laws/hawaii/title-21/chapter-378/section-378-2-8'),
    ('US-DC', null, '2024-06-30', 'Wage Transparency Omnibus Amendment Act', 'https://code.dccouncil.gov/us/dc/council/code/sections/32-1453.01'),
    ('US-MD', null, '2024-10-01', 'HB 649 of 2024', 'https://payscale.com/compensation-trends/the-legislative-lowdown-april-2024'),
    ('US-IL', null, '2025-01-01', 'Equal Pay Act, as amended by HB 3129', 'https://ogletree.com/insights-resources/blog-posts/pay-transparency-reminder-5-states-laws-take-effect-in-2025'),
    ('US-MN', null, '2025-01-01', 'Statutes, section 181.173', 'https://natlawreview.com/article/trend-new-pay-equity-laws-coming-massachusetts-minnesota-and-vermont-2025'),
    ('US-NJ', null, '2025-06-01', 'Pay and Benefit Transparency Act', 'https://www.payequityadvisor.com/'),
    ('US-VT', null, '2025-07-01', 'Act 155 of 2024', 'https://natlawreview.com/article/trend-new-pay-equity-laws-coming-massachusetts-minnesota-and-vermont-2025'),
    ('US-MA', null, '2025-10-29', 'Frances Perkins Workplace Equity Act', 'https://natlawreview.com/article/trend-new-pay-equity-laws-coming-massachusetts-minnesota-and-vermont-2025'),
    ('US-VA', null, '2026-07-01', 'Code, section 40.1-28.7:10', 'https://www.compensation-and-benefits.com/virginia-breaks-the-mason-dixon-line-on-pay-transparency-what-the-july-1-law-means-for-multi-state-employers'),
    ('US-ME', null, '2026-07-29', 'LD 54', 'https://www.brightmine.com/us/?p=13369'),
    ('US-DE', null, '2027-09-26', 'HB 105 of 2025', 'https://mondaq.com/unitedstates/employee-rights-labour-relations/1698542/delaware-enacts-new-pay-transparency-law-to-go-into-effect-september-2027')
) as laws (place, city, since, law, source)
