package io.clearmladmin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands, in the order of the help. */
final class Commands {

    private Commands() {}

    /** Adds them to the command itself. */
    static CommandLine under(CommandLine root) {
        root.addSubcommand(new WhoAmI());
        root.addSubcommand(new Ping());
        root.addSubcommand(group(
                "server",
                "What the server is, and how it is.",
                new ServerInfoCommand(),
                new ServerHealth(),
                new ServerCapabilitiesCommand()));
        root.addSubcommand(new Call());
        root.addSubcommand(group(
                "tenant",
                "Tenants: what there is, and what is to be.",
                new TenantList(),
                new TenantShow(),
                new TenantPlan(),
                new TenantApply(),
                new TenantExportCommand(),
                new TenantDiff(),
                new TenantDelete()));
        root.addSubcommand(new DirectoryCommand());
        root.addSubcommand(group(
                "user",
                "Users of tenants.",
                new UserList(),
                new UserCreate(),
                new UserEdit(),
                new UserDelete(),
                new UserImpersonateCheck()));
        root.addSubcommand(group(
                "key",
                "Keys: which there are, new ones, replacing and revoking them.",
                new KeyList(),
                new KeyCreate(),
                new KeyRotate(),
                new KeyRevoke()));
        root.addSubcommand(group(
                "fields",
                "The fields that go with a tenant's custom events. Enterprise.",
                new FieldsGet(),
                new FieldsSet(),
                new FieldsMerge()));
        root.addSubcommand(group(
                "worker", "The agents that run tasks.", new WorkerList(), new WorkerShow(), new WorkerUnregister()));
        root.addSubcommand(group(
                "queue",
                "The queues from which agents take tasks.",
                new QueueList(),
                new QueueShow(),
                new QueueEntries(),
                new QueueCreate(),
                new QueueEdit(),
                new QueueClear(),
                new QueueDelete()));
        root.addSubcommand(group(
                "app",
                "Applications, and which tenants have them. Enterprise.",
                new AppList(),
                new AppShow(),
                new AppDeploy(),
                new AppDisable(),
                new AppUndeploy(),
                new AppInstances(),
                new AppLock(),
                new AppUnlock()));
        root.addSubcommand(group(
                "drain",
                "Brings work to an end, before maintenance or a deletion.",
                new DrainWorker(),
                new DrainQueue(),
                new DrainProject(),
                new DrainUser(),
                new DrainTenant()));
        CommandLine resources = group(
                "resource",
                "Pools of resources, their profiles and policies. Enterprise.",
                new ResourceShow(),
                new ResourceSet(),
                new ResourceTest(),
                new ResourcePublish(),
                new ResourceReset());
        resources.addSubcommand(group("policy", "Who may use how much.", new PolicyList(), new PolicyShow()));
        root.addSubcommand(resources);
        root.addSubcommand(group(
                "route",
                "Static routes of the App Gateway. Enterprise.",
                new RouteList(),
                new RouteShow(),
                new RouteCreate(),
                new RouteEdit(),
                new RouteDelete(),
                new RouteGateways()));
        root.addSubcommand(group(
                "task",
                "Tasks: list, stop, archive, delete.",
                new TaskList(),
                new TaskShow(),
                new TaskStop(),
                new TaskArchive(),
                new TaskUnarchive(),
                new TaskDelete()));
        root.addSubcommand(group(
                "model",
                "Models: list, archive, delete.",
                new ModelList(),
                new ModelShow(),
                new ModelArchive(),
                new ModelUnarchive(),
                new ModelDelete()));
        root.addSubcommand(group(
                "project",
                "Projects, with what is in them.",
                new ProjectList(),
                new ProjectShow(),
                new ProjectDelete()));
        root.addSubcommand(new RetentionCommand());
        root.addSubcommand(new AuditCommand());
        root.addSubcommand(group("usage", "What tenants used.", new UsageShow()));
        CommandLine events =
                group("events", "Custom events on their way to Kafka.", new EventsDoctor(), new EventsTail());
        events.addSubcommand(
                group("topics", "The topics of events.", new EventsTopicsCheck(), new EventsTopicsCreate()));
        root.addSubcommand(events);
        root.addSubcommand(group("inventory", "Inventories of tenants.", new InventoryRun()));
        root.addSubcommand(group("pods", "Task pods in a cluster.", new PodsList(), new PodsWatch(), new PodsTop()));
        root.addSubcommand(new ControlPlaneCommand());
        root.addSubcommand(new PreflightCommand());
        root.addSubcommand(group(
                "helm", "Values files of ClearML's charts.", new HelmBuild(), new HelmCheck(), new HelmMigrate()));
        root.addSubcommand(group(
                "config",
                "Where address and key come from.",
                new ConfigShow(),
                new ConfigPath(),
                new ConfigProfiles(),
                new ConfigSchema()));
        root.addSubcommand(new Completion());
        root.addSubcommand(new CommandLine.HelpCommand());
        return root;
    }

    private static CommandLine group(String name, String text, Action... commands) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(text);
        CommandLine line = new CommandLine(spec);
        for (Action command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }
}
