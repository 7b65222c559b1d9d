package io.clearmladmin.cli;

import io.clearmladmin.house.KeepsHouseRules;

class HouseRulesTest extends KeepsHouseRules {}
