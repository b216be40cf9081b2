DROP TABLE circuit
