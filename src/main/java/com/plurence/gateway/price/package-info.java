/** What tokens cost: prices by date and size of the input, in integers throughout. */
@NullMarked
package com.plurence.gateway.price;

import org.jspecify.annotations.NullMarked;
