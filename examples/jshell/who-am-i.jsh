// Prints the owner of this key, and the server's edition and version.
TokenClaims claims = clearml.claims()
claims.identity().ifPresent(me -> System.out.println(
        "I am " + me.userName().orElse("?") + " (" + me.role().map(Role::toString).orElse("no role") + ")"
                + " of " + me.companyName().orElse("?")))
System.out.println("on an " + clearml.capabilities().edition() + " server "
        + claims.serverVersion().orElse("of unknown version"))
/exit
