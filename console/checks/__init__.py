"""What can keep an installation from its work? One function a question, each given the patient."""
