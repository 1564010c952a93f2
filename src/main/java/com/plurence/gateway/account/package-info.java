/** Accounts and the principals in them: signing up, signing in, and their endpoints. */
@NullMarked
package com.plurence.gateway.account;

import org.jspecify.annotations.NullMarked;
