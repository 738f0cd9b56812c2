"""Does the service stay right whatever happens? One seed draws cases, people, faults and time; it replays."""
