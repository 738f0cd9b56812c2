"""How does Barchin speak with the company's other systems: SMS provider, billing, bank?"""
