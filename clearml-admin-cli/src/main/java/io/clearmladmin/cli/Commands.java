package io.clearmladmin.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands, in the order of the help. */
final class Commands {

    private static final List<String> NAMES = List.of(
            "whoami",
            "ping",
            "server",
            "call",
            "tenant",
            "directory",
            "user",
            "key",
            "fields",
            "worker",
            "queue",
            "app",
            "drain",
            "resource",
            "route",
            "task",
            "model",
            "project",
            "retention",
            "audit",
            "usage",
            "events",
            "inventory",
            "pods",
            "control-plane",
            "preflight",
            "helm",
            "config",
            "completion",
            "help");

    // They look at all commands.
    private static final Set<String> OF_ALL = Set.of("config", "completion", "help");

    private Commands() {}

    /** Adds them to the command itself: the one that the words begin with, if that is enough, since to make all takes a third of a start. */
    static CommandLine under(CommandLine root, String... words) {
        boolean isEnough = words.length > 0 && NAMES.contains(words[0]) && !OF_ALL.contains(words[0]);
        (isEnough ? List.of(words[0]) : NAMES).forEach(name -> root.addSubcommand(command(name)));
        return root;
    }

    private static Object command(String name) {
        return switch (name) {
            case "whoami" -> new WhoAmI();
            case "ping" -> new Ping();
            case "server" ->
                group(
                        name,
                        "What the server is, and how it is.",
                        new ServerInfoCommand(),
                        new ServerHealth(),
                        new ServerCapabilitiesCommand());
            case "call" -> new Call();
            case "tenant" ->
                group(
                        name,
                        "Tenants: what there is, and what is to be.",
                        new TenantList(),
                        new TenantShow(),
                        new TenantPlan(),
                        new TenantApply(),
                        new TenantExportCommand(),
                        new TenantDiff(),
                        new TenantDelete());
            case "directory" -> new DirectoryCommand();
            case "user" ->
                group(
                        name,
                        "Users of tenants.",
                        new UserList(),
                        new UserCreate(),
                        new UserEdit(),
                        new UserDelete(),
                        new UserImpersonateCheck());
            case "key" ->
                group(
                        name,
                        "Keys: which there are, new ones, replacing and revoking them.",
                        new KeyList(),
                        new KeyCreate(),
                        new KeyRotate(),
                        new KeyRevoke());
            case "fields" ->
                group(
                        name,
                        "The fields that go with a tenant's custom events. Enterprise.",
                        new FieldsGet(),
                        new FieldsSet(),
                        new FieldsMerge());
            case "worker" ->
                group(name, "The agents that run tasks.", new WorkerList(), new WorkerShow(), new WorkerUnregister());
            case "queue" ->
                group(
                        name,
                        "The queues from which agents take tasks.",
                        new QueueList(),
                        new QueueShow(),
                        new QueueEntries(),
                        new QueueCreate(),
                        new QueueEdit(),
                        new QueueClear(),
                        new QueueDelete());
            case "app" ->
                group(
                        name,
                        "Applications, and which tenants have them. Enterprise.",
                        new AppList(),
                        new AppShow(),
                        new AppDeploy(),
                        new AppDisable(),
                        new AppUndeploy(),
                        new AppInstances(),
                        new AppLock(),
                        new AppUnlock());
            case "drain" ->
                group(
                        name,
                        "Brings work to an end, before maintenance or a deletion.",
                        new DrainWorker(),
                        new DrainQueue(),
                        new DrainProject(),
                        new DrainUser(),
                        new DrainTenant());
            case "resource" -> resources();
            case "route" ->
                group(
                        name,
                        "Static routes of the App Gateway. Enterprise.",
                        new RouteList(),
                        new RouteShow(),
                        new RouteCreate(),
                        new RouteEdit(),
                        new RouteDelete(),
                        new RouteGateways());
            case "task" ->
                group(
                        name,
                        "Tasks: list, stop, archive, delete.",
                        new TaskList(),
                        new TaskShow(),
                        new TaskStop(),
                        new TaskArchive(),
                        new TaskUnarchive(),
                        new TaskDelete());
            case "model" ->
                group(
                        name,
                        "Models: list, archive, delete.",
                        new ModelList(),
                        new ModelShow(),
                        new ModelArchive(),
                        new ModelUnarchive(),
                        new ModelDelete());
            case "project" ->
                group(
                        name,
                        "Projects, with what is in them.",
                        new ProjectList(),
                        new ProjectShow(),
                        new ProjectDelete());
            case "retention" -> new RetentionCommand();
            case "audit" -> new AuditCommand();
            case "usage" -> group(name, "What tenants used.", new UsageShow());
            case "events" -> events();
            case "inventory" -> group(name, "Inventories of tenants.", new InventoryRun());
            case "pods" -> group(name, "Task pods in a cluster.", new PodsList(), new PodsWatch(), new PodsTop());
            case "control-plane" -> new ControlPlaneCommand();
            case "preflight" -> new PreflightCommand();
            case "helm" ->
                group(name, "Values files of ClearML's charts.", new HelmBuild(), new HelmCheck(), new HelmMigrate());
            case "config" ->
                group(
                        name,
                        "Where address and key come from.",
                        new ConfigShow(),
                        new ConfigPath(),
                        new ConfigProfiles(),
                        new ConfigSchema());
            case "completion" -> new Completion();
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CommandLine resources() {
        CommandLine resources = group(
                "resource",
                "Pools of resources, their profiles and policies. Enterprise.",
                new ResourceShow(),
                new ResourceSet(),
                new ResourceTest(),
                new ResourcePublish(),
                new ResourceReset());
        resources.addSubcommand(group("policy", "Who may use how much.", new PolicyList(), new PolicyShow()));
        return resources;
    }

    private static CommandLine events() {
        CommandLine events =
                group("events", "Custom events on their way to Kafka.", new EventsDoctor(), new EventsTail());
        events.addSubcommand(
                group("topics", "The topics of events.", new EventsTopicsCheck(), new EventsTopicsCreate()));
        return events;
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
