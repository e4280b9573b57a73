"""A group for examples."""

from quartier.kernel.groups.models import Group, GroupRole, Membership
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import forget_powers


def group_of(owner: Person) -> Group:
    """Which the owner alone looks after."""
    group = Group.objects.create(name="Lindenplatz")
    Membership.objects.create(group=group, person=owner, role=GroupRole.MODERATOR)
    forget_powers(owner)
    return group
