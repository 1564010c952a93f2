package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Scope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/** One round through all scopes, a few at a time, so that no event loop is held up by it. */
final class Round {
  private static final int SCOPES_AT_ONCE = 250;

  private final Queue<AccountCounts> accounts;
  private final Visitor visitor;
  private final Executor turns;
  private Iterator<Scope> scopes = List.<Scope>of().iterator();

  /** What is done on the way. */
  interface Visitor {
    /** Comes to one scope. */
    void visit(AccountCounts account, Scope scope);

    /** Was at all scopes of an account. */
    void leave(AccountCounts account);
  }

  /**
   * Begins with nothing.
   *
   * @param turns takes what is left to do after each few scopes
   */
  Round(Collection<AccountCounts> accounts, Visitor visitor, Executor turns) {
    this.accounts = new ArrayDeque<>(accounts);
    this.visitor = visitor;
    this.turns = turns;
    accounts.stream().findFirst().ifPresent(first -> scopes = first.scopes().iterator());
  }

  /** Goes on until all scopes were visited. */
  void go() {
    int left = SCOPES_AT_ONCE;
    while (!accounts.isEmpty() && left > 0) {
      left--;
      AccountCounts account = accounts.element();
      if (scopes.hasNext()) {
        visitor.visit(account, scopes.next());
      } else {
        leave(account);
      }
    }
    if (!accounts.isEmpty()) {
      turns.execute(this::go);
    }
  }

  private void leave(AccountCounts account) {
    visitor.leave(account);
    accounts.remove();
    if (!accounts.isEmpty()) {
      scopes = accounts.element().scopes().iterator();
    }
  }
}
