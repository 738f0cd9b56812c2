"""The engine's room: client, runtime, deployer, and the servers that run on this machine."""
