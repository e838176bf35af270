from callsheet.layers.facts import PriceFact
def prices_of(spots, parameters):
    return ()
