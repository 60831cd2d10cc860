"""Two programs of one network: which step of one is which of the other, what differs, and weights carried across.

`normal` leaves out what makes no difference to the numbers, `align` pairs the steps, `differences` says where a pair
is not the same, `carry` gives one program the other's weights.
"""
