"""What gateways say they do, and what they do: the suite, and gateways to try it on."""
