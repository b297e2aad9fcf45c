-- One unit of the viewer's scope, or None: unknown and forbidden look the same.
select {{ fields }} from visible
where unit_level = $unit_level and unit_id = $unit_id
