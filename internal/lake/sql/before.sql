-- Keeps the rows that the listings in the table missing have in jobs, each with its file.
insert into stood
select {columns}, filename
from read_parquet([{files}], filename = true, hive_partitioning = false)
where listing_key in (select listing_key from missing);

insert into remembered from missing
