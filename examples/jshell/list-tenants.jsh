// Lists all tenants of an Enterprise server; an open-source server has one.
if (clearml.capabilities().has("system.get_companies")) {
    for (Company tenant : clearml.system().getCompanies(CompanyQuery.builder().build())) {
        System.out.println(tenant.id() + "  " + tenant.name().orElse("") + (tenant.active().orElse(true) ? "" : "  (inactive)"));
    }
} else {
    System.out.println("This is an " + clearml.capabilities().edition() + " server: it has one tenant.");
}
/exit
