package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.metering.CategoryUsage;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.TenantUsagesQuery;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows what a tenant used, by category, and what it costs. Enterprise, server 3.28 or newer.",
        footer = {"", "Example:", "  clearml-admin usage show acme --from 2026-11-01 --to 2026-11-30 -o csv"})
@Prints(list = UsageShow.Usage.class)
final class UsageShow implements Action {

    private static final int DAYS = 30;

    record Usage(
            String category,
            Optional<String> name,
            Optional<String> unit,
            Optional<BigDecimal> usage,
            Optional<BigDecimal> cost,
            Optional<String> currency) {}

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Option(names = "--from", paramLabel = "DATE", description = "The first day; 30 days ago by default.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "The last day; today by default.")
    private Optional<LocalDate> to = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        LocalDate last = to.orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
        TenantUsages usages = invocation
                .clearml()
                .tenants()
                .getTenantUsages(TenantUsagesQuery.builder()
                        .tenant(Directory.of(invocation.clearml())
                                .tenant(tenant)
                                .id())
                        .fromDate(from.orElseGet(() -> last.minusDays(DAYS)))
                        .toDate(last)
                        .build());
        List<Usage> rows = usages.categories().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), usages))
                .toList();
        invocation.output().list(Usage.class, rows);
        return ExitCode.DONE;
    }

    private static Usage row(String category, CategoryUsage usage, TenantUsages usages) {
        return new Usage(
                category,
                usage.displayName(),
                usage.unitName(),
                usage.totalUsage(),
                usage.totalCost(),
                usages.currency());
    }
}
