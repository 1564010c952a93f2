/** Network addresses, as values: whose they are, and whose word for them is believed. */
@NullMarked
package com.plurence.gateway.address;

import org.jspecify.annotations.NullMarked;
