"""How do people and programs outside reach the service?"""
