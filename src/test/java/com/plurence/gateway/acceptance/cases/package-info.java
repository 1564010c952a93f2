/**
 * Inputs on which gateways have failed people: one JSON file each under {@code
 * src/test/resources/cases}, and what runs them.
 */
@NullMarked
package com.plurence.gateway.acceptance.cases;

import org.jspecify.annotations.NullMarked;
