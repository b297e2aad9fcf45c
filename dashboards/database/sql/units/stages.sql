-- The 学段 that occur in the viewer's scope.
select distinct stage from visible
where stage is not null
order by stage
