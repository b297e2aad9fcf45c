-- The sentence patterns of the report, one row a clause, in order.
select * from marts.figure_sentence
where $is_known
order by paragraph_order, sentence_order, clause_order
