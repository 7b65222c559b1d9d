// Reports what is unsafe, broken or forgotten on this server.
System.out.println(Audit.builder(clearml).build().run().toText())
/exit
