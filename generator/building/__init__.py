"""What a build does besides reading and rendering: which reports and pages it takes up, and in what portions."""
