"""The same models on Spark, for what one machine does not hold."""
