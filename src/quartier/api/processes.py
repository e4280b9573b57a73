"""What a kind of step, and a module with processes, may use besides `quartier.api`: asking the quarter, having a say, what comes of it."""

from quartier.kernel.processes.answering import adopt, end_process, give_answer
from quartier.kernel.processes.area import area_around, must_lie_in_area, processes_at
from quartier.kernel.processes.area import shape_of as area_of
from quartier.kernel.processes.ballot_forms import TICKS, BallotForm, ballot_form
from quartier.kernel.processes.ballots import (
    ballot_of,
    cast,
    cast_by_code,
    cast_sealed,
    contents,
    has_chosen,
    sealed_ballots,
    take_part_back,
    took_part,
)
from quartier.kernel.processes.by_code import drop_codes, propose_by_code
from quartier.kernel.processes.counting import count_progress
from quartier.kernel.processes.hands import (
    enter_proposal,
    hands_of,
    may_enter,
    offer_hand,
    proposal_from_slip,
    take_hand_back,
)
from quartier.kernel.processes.importing import Foreign, import_proposals
from quartier.kernel.processes.kinds import step_for_example
from quartier.kernel.processes.locking import lock_beginnings, lock_step
from quartier.kernel.processes.merging import merge_proposal, part_proposals
from quartier.kernel.processes.models import Ballot, Channel, PaperBatch, Process, ProcessState, Step, StepState, Who
from quartier.kernel.processes.naming import elector_named
from quartier.kernel.processes.options import options_of
from quartier.kernel.processes.outcomes import check_proposal, choose, set_state
from quartier.kernel.processes.page import own_step_or_404, process_or_404, step_or_404, step_page
from quartier.kernel.processes.paper import begin_batch, count_batch, settle_slip, type_slip
from quartier.kernel.processes.people import carers_of_young, managers_of, participants
from quartier.kernel.processes.proposal_forms import ProposalForm
from quartier.kernel.processes.proposal_models import (
    Feasibility,
    Origin,
    Proposal,
    ProposalAuthor,
    ProposalState,
    Support,
)
from quartier.kernel.processes.proposals import (
    change_proposal,
    drop_heading,
    propose_to,
    put_back_proposal,
    support,
    take_support_back,
    withdraw_proposal,
)
from quartier.kernel.processes.results import ShownResult, ShownTable, shown
from quartier.kernel.processes.rights import may_answer, may_manage, must_manage, must_take_part, why_not
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.processes.starting import announce_process, change_process, start_process
from quartier.kernel.processes.young_examples import choose_for_young, round_for_example
from quartier.kernel.step_contract import ProcessTemplate, Result, Row, StepKind, StepPage, StepPlan, StepWord, Table
from quartier.kernel.terms.process import ENTER_BALLOTS, START_PROCESS

__all__ = [
    "ENTER_BALLOTS",
    "START_PROCESS",
    "TICKS",
    "Ballot",
    "BallotForm",
    "Channel",
    "Feasibility",
    "Foreign",
    "Origin",
    "PaperBatch",
    "Process",
    "ProcessState",
    "ProcessTemplate",
    "Proposal",
    "ProposalAuthor",
    "ProposalForm",
    "ProposalState",
    "Result",
    "Row",
    "ShownResult",
    "ShownTable",
    "Step",
    "StepKind",
    "StepPage",
    "StepPlan",
    "StepState",
    "StepWord",
    "Support",
    "Table",
    "Who",
    "adopt",
    "announce_process",
    "area_around",
    "area_of",
    "ballot_form",
    "ballot_of",
    "begin_batch",
    "carers_of_young",
    "cast",
    "cast_by_code",
    "cast_sealed",
    "change_process",
    "change_proposal",
    "check_proposal",
    "choose",
    "choose_for_young",
    "close_now",
    "contents",
    "count_batch",
    "count_progress",
    "drop_codes",
    "drop_heading",
    "elector_named",
    "end_process",
    "enter_proposal",
    "give_answer",
    "hands_of",
    "has_chosen",
    "import_proposals",
    "lock_beginnings",
    "lock_step",
    "managers_of",
    "may_answer",
    "may_enter",
    "may_manage",
    "merge_proposal",
    "must_lie_in_area",
    "must_manage",
    "must_take_part",
    "offer_hand",
    "open_now",
    "options_of",
    "own_step_or_404",
    "part_proposals",
    "participants",
    "process_or_404",
    "processes_at",
    "proposal_from_slip",
    "propose_by_code",
    "propose_to",
    "put_back_proposal",
    "round_for_example",
    "sealed_ballots",
    "set_state",
    "settle_slip",
    "shown",
    "start_process",
    "step_for_example",
    "step_or_404",
    "step_page",
    "support",
    "take_hand_back",
    "take_part_back",
    "take_support_back",
    "took_part",
    "type_slip",
    "why_not",
    "withdraw_proposal",
]
