// Reports what is unsafe, broken or forgotten on this server.
System.out.print(Audit.builder(clearml).build().run().forTerminal())
/exit
