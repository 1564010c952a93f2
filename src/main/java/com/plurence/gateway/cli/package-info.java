/**
 * The command line: what starts a gateway, and the operator's commands, which are a client of the
 * management API.
 */
@NullMarked
package com.plurence.gateway.cli;

import org.jspecify.annotations.NullMarked;
