DROP TABLE circuit_state
