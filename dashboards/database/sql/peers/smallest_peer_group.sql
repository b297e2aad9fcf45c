-- The least number of peers with whom anybody is compared.
select {{ smallest_peer_group() }} as threshold
