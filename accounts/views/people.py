"""People, for the administrator; officers find trainees here and give them new first passwords."""

import uuid
from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from accounts import access, forms, queries
from accounts.domain import ROLE_NAMES, Role
from accounts.models import Agency, Person
from accounts.overtaken import tell
from accounts.service import Slip, first_passwords, second_factor
from accounts.service import people as service
from accounts.service.people import Namesakes, NotAllowed, Particulars, UserNameTaken
from accounts.slips import answer_with_slips, slips_from_form
from accounts.views import bp
from core import clock, db, responses
from core.access import for_roles
from core.addresses import asked_page
from core.edits import Overtaken
from core.once import AlreadyDone
from core.printing import render_pdf

TAKEN = "Đã có người dùng tên đăng nhập này. Hãy chọn tên khác, hoặc để trống để máy tự đặt."

NAMESAKES = (
    "Đã có người cùng tên. Hãy xem có phải người này không; nếu là người khác, hãy đánh dấu vào ô này rồi lưu lại."
)


@bp.get("/quan-tri/nguoi-dung")
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def people_list() -> ResponseReturnValue:
    """Search people."""
    text = request.args.get("tim", "")[:100]
    role = next((role for role in Role if role.value == request.args.get("vai-tro")), None)
    agency_id = _uuid(request.args.get("co-quan"))
    found = queries.people(db.session(), text=text, role=role, agency_id=agency_id, page=asked_page())
    return render_template(
        "accounts/people_list.html",
        found=found,
        text=text,
        role=role,
        agency_id=agency_id,
        roles=[(role.value, name) for role, name in ROLE_NAMES.items()],
        agencies=[(agency.id, agency.name) for agency in queries.agencies(db.session())],
    )


@bp.route("/quan-tri/nguoi-dung/them", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def add_person() -> ResponseReturnValue:
    """Write down a new person."""
    form = forms.NewPersonForm()
    _with_agencies(form)
    known: Sequence[Person] = ()
    if form.validate_on_submit():
        try:
            person = service.create_person(
                db.session(),
                current_user,
                **vars(_particulars(form)),
                roles=form.chosen,
                at=clock.now(),
                token=form.token,
                is_other=bool(form.is_other.data),
            )
        except UserNameTaken:
            form.refuse("user_name", TAKEN)
        except Namesakes as found:
            known = found.people
            form.refuse("is_other", NAMESAKES)
        except AlreadyDone as earlier:
            flash("Người này đã được thêm ở lần bấm trước.", "info")
            return redirect(earlier.result, 303)
        else:
            flash(f"Đã thêm {person.full_name}. Bước sau: cấp mật khẩu lần đầu.", "success")
            return redirect(url_for("accounts.person", person_id=person.id), 303)
    page = render_template("accounts/person_form.html", form=form, person=None, namesakes=known)
    return page, 422 if form.errors else 200


@bp.get("/quan-tri/nguoi-dung/<uuid:person_id>")
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def person(person_id: uuid.UUID) -> ResponseReturnValue:
    """One person, and what can be done."""
    return _person_page(person_id)


def _person_page(person_id: uuid.UUID, status: int = 200, sent: forms.RolesForm | None = None) -> ResponseReturnValue:
    found = access.person_for_staff(current_user, person_id)
    form = sent or forms.RolesForm(roles=sorted(found.roles), formdata=None)
    form.edits({"roles": found.roles}, clock.now())
    roles = [name for role, name in ROLE_NAMES.items() if role.value in found.roles]
    is_admin = Role.ADMINISTRATOR.value in current_user.roles
    context = {"person": found, "form": form, "role_names": roles, "is_admin": is_admin}
    return render_template("accounts/person.html", **context), status


@bp.route("/quan-tri/nguoi-dung/<uuid:person_id>/sua", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def edit_person(person_id: uuid.UUID) -> ResponseReturnValue:
    """Correct what is written down; an officer for people who are trainees and nothing else."""
    found = access.person_for_staff(current_user, person_id)
    form = _with_agencies(forms.PersonForm(obj=found), found.agency)
    form.edits(service.particulars_of(found), clock.now())
    if form.validate_on_submit():
        try:
            service.change_person(db.session(), current_user, found, _particulars(form), clock.now(), form.opening)
        except Overtaken as overtaken:
            tell(form, overtaken)
        except UserNameTaken:
            form.refuse("user_name", TAKEN)
        else:
            flash("Đã lưu.", "success")
            return redirect(url_for("accounts.person", person_id=person_id), 303)
    return render_template("accounts/person_form.html", form=form, person=found), 422 if form.errors else 200


@bp.post("/quan-tri/nguoi-dung/<uuid:person_id>/vai-tro")
@for_roles(Role.ADMINISTRATOR)
def grant_roles(person_id: uuid.UUID) -> ResponseReturnValue:
    """Set the roles of a person."""
    found = access.person_for_administrator(person_id)
    form = forms.RolesForm()
    if not form.validate_on_submit():
        flash("Chưa lưu được vai trò: hãy chọn trong danh sách rồi gửi lại.", "error")
        return _person_page(person_id, 422)
    try:
        return _do(
            found.id,
            lambda: service.grant_roles(db.session(), current_user, found, form.chosen, clock.now(), form.opening),
            "Đã lưu vai trò. Người này thấy thay đổi ngay ở trang kế tiếp.",
        )
    except Overtaken as overtaken:
        tell(form, overtaken)
        return _person_page(person_id, 422, form)


@bp.post("/quan-tri/nguoi-dung/<uuid:person_id>/tam-dung")
@for_roles(Role.ADMINISTRATOR)
def suspend(person_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a person's sign-in."""
    found = access.person_for_administrator(person_id)
    return _do(
        found.id,
        lambda: service.suspend(db.session(), current_user, found, clock.now()),
        "Đã tạm dừng tài khoản; mọi máy đang đăng nhập đã bị đăng xuất.",
    )


@bp.post("/quan-tri/nguoi-dung/<uuid:person_id>/mo-lai")
@for_roles(Role.ADMINISTRATOR)
def resume(person_id: uuid.UUID) -> ResponseReturnValue:
    """Let a suspended person sign in again."""
    found = access.person_for_administrator(person_id)
    return _do(
        found.id,
        lambda: service.resume(db.session(), current_user, found, clock.now()),
        "Đã mở lại tài khoản.",
    )


@bp.post("/quan-tri/nguoi-dung/<uuid:person_id>/tat-xac-thuc")
@for_roles(Role.ADMINISTRATOR)
def reset_second_factor(person_id: uuid.UUID) -> ResponseReturnValue:
    """Take away the second factor of someone who lost the telephone."""
    found = access.person_for_administrator(person_id)
    return _do(
        found.id,
        lambda: second_factor.switch_off(db.session(), current_user, found, clock.now()),
        "Đã gỡ xác thực hai lớp. Người này sẽ cài lại ở lần đăng nhập sau.",
    )


@bp.post("/quan-tri/nguoi-dung/<uuid:person_id>/mat-khau-lan-dau")
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def give_first_password(person_id: uuid.UUID) -> ResponseReturnValue:
    """A new first password on a slip, shown once."""
    found = access.person_for_staff(current_user, person_id)
    form = forms.TokenForm()
    if not form.validate_on_submit():
        return _person_page(person_id, 422)
    try:
        slips = first_passwords.give_first_passwords(
            db.session(), current_user, [found], clock.now(), token=form.token, result=request.path
        )
    except AlreadyDone:
        flash("Phiếu đã được cấp ở lần bấm trước. Nếu chưa kịp in, hãy cấp phiếu mới.", "warning")
        return redirect(url_for("accounts.person", person_id=person_id), 303)
    except NotAllowed as refused:
        flash(str(refused), "error")
        return redirect(url_for("accounts.person", person_id=person_id), 303)
    return answer_with_slips(slips, back_url=url_for("accounts.person", person_id=person_id))


@bp.post("/phieu-mat-khau/pdf")
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def slips_pdf() -> ResponseReturnValue:
    """The slips of the page that sends them, as a PDF; nothing is kept."""
    slips: list[Slip] = slips_from_form(request.form)
    if not slips:
        flash("Không có phiếu nào để in. Hãy cấp mật khẩu lần đầu trước.", "warning")
        return redirect(url_for("accounts.people_list"), 303)
    html = render_template("accounts/slips_print.html", slips=slips)
    return responses.pdf(render_pdf(html), "Phiếu mật khẩu lần đầu")


def _do(person_id: uuid.UUID, act: Callable[[], None], done: str) -> ResponseReturnValue:
    try:
        act()
    except NotAllowed as refused:
        flash(str(refused), "error")
    else:
        flash(done, "success")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


def _with_agencies(form: forms.PersonForm, current: Agency | None = None) -> forms.PersonForm:
    living = queries.living_agencies(db.session(), clock.today())
    shown = {agency.id: agency.name for agency in living} | ({current.id: current.name} if current else {})
    form.agency_id.choices = [
        SelectChoice("", "– Không thuộc cơ quan nào –"),
        *(SelectChoice(str(key), name) for key, name in shown.items()),
    ]
    form.agency_id.data = "" if form.agency_id.data in {None, "None"} else str(form.agency_id.data)
    return form


def _particulars(form: forms.PersonForm) -> Particulars:
    return Particulars(
        full_name=form.full_name.data or "",
        birth_date=form.birth_date.day,
        position=form.position.data or "",
        agency_id=_uuid(form.agency_id.data),
        email=form.email.data,
        phone=form.phone.data,
        user_name=form.user_name.data or None,
    )


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
