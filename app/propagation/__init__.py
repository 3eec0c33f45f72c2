"""What keys and views pass on: findings of one column as proposals for another, never as findings."""
