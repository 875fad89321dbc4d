"""Operations on services and on rules about links."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

import choices
import staff
from base import Base
from table import at
from values import Ref


class Catalogue(Base):
    """What staff do with the catalogue."""

    @rule(rows=st.lists(choices.rows(), min_size=1, max_size=3), wrong=st.one_of(st.none(), choices.wrong_rows))
    def import_services(self, rows: list[dict[str, Any]], wrong: tuple[str, str] | None) -> None:
        sent = [dict(row, service=self.example.service(row["slot"])) for row in rows]
        for row in sent:
            row["category"] = self.example.category(row["category"])
            del row["slot"]
        if wrong == ("slot", "again"):
            sent.append(sent[0])
        elif wrong is not None:
            sent[-1][wrong[0]] = wrong[1]
        self.staff("POST", "/services/import", sent, lambda: staff.import_services(self.world, sent))

    @rule(slot=choices.slots_or_unknown, enabled=st.sampled_from([True, True, False]))
    def enable(self, slot: int, enabled: bool) -> None:
        service = self.example.service(slot)
        path = f"/services/{service}/{'enable' if enabled else 'disable'}"
        self.staff("POST", path, None, lambda: staff.set_enabled(self.world, service, enabled))

    @rule(text=choices.rule_texts)
    def add_rule(self, text: str) -> None:
        self.staff("POST", "/link-rules", {"text": text}, lambda: staff.add_rule(self.world, text))

    @precondition(lambda self: self.world.rules)
    @rule(index=st.integers(0, 3))
    def remove_rule(self, index: int) -> None:
        rule = list(self.world.rules)[index % len(self.world.rules)]
        text = self.world.rules.pop(rule)
        self.example.staff("DELETE", at("rule", rule), None, {"id": Ref("rule", rule), "text": text})
