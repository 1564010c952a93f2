/** The process as an operator has it: start, signals, commands, exit statuses. */
@NullMarked
package com.plurence.gateway.acceptance.process;

import org.jspecify.annotations.NullMarked;
