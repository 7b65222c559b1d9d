package io.clearmladmin.helm;

import java.util.List;

/** A rule that checks values. */
@FunctionalInterface
interface Rules {

    /** All rules, in the order in which findings of one severity are reported. */
    List<Rules> ALL = List.of(
            SecretRules::check,
            ExistingSecretRules::check,
            TextRules::check,
            TruthRules::check,
            KeyRules::check,
            IngressRules::check,
            DatabaseRules::check,
            EnvRules::check,
            GroupRules::check,
            CustomEventsRules::check,
            FixedUserRules::check,
            CustomEventsChartRules::check);

    void at(Values values, Findings findings);

    static void check(Values values, Findings findings) {
        if (!OtherChart.check(values, findings)) {
            ALL.forEach(rules -> rules.at(values, findings));
        }
    }
}
