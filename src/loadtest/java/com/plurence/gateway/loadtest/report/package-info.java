/** What was measured, as lines, a page, and figures to compare. */
@NullMarked
package com.plurence.gateway.loadtest.report;

import org.jspecify.annotations.NullMarked;
