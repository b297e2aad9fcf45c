-- The viewer's units and those inside them, today's and past ones. One row a unit.
select * from visible
order by unit_level, unit_id
