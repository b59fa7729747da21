"""What a briefing costs, against the floor of its libraries."""
