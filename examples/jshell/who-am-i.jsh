// Who is this key's owner, and what is the server?
TokenClaims claims = clearml.claims()
claims.identity().ifPresent(me -> System.out.println(
        "I am " + me.userName().orElse("?") + " (" + me.role().map(Role::toString).orElse("no role") + ")"
                + " of " + me.companyName().orElse("?")))
System.out.println("on an " + clearml.capabilities().edition() + " server "
        + claims.serverVersion().orElse("of unknown version"))
/exit
