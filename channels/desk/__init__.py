"""How are those served who come or call? By staff, with the same acts and the same judgement as the API."""
