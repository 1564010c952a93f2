/**
 * Files that outlive the process: each event loop appends frames of bytes to memory that is mapped
 * to its own, which takes neither a system call nor a lock, and one worker reads them in order.
 */
@NullMarked
package com.plurence.gateway.usage.spool;

import org.jspecify.annotations.NullMarked;
