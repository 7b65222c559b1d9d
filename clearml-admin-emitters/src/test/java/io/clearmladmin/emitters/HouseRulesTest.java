package io.clearmladmin.emitters;

import io.clearmladmin.house.KeepsHouseRules;

class HouseRulesTest extends KeepsHouseRules {}
