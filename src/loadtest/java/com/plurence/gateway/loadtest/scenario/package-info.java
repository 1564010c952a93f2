/** What is asked, how fast, and what is counted. */
@NullMarked
package com.plurence.gateway.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
